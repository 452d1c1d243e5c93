import { stopInstance } from './instance.cts';

export default stopInstance;
