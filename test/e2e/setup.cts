import { startInstance } from './instance.cts';

export default startInstance;
