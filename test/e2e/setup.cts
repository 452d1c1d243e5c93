import { unpackBrowser } from '../editor/browser.cts';
import { openScratch } from '../scratch.cts';
import { startInstance } from './instance.cts';

export default async () => {
	openScratch();
	await Promise.all([unpackBrowser(), startInstance()]);
};
