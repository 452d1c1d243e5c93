import { resolve } from 'node:path';

/** The root of this repository. */
export const repository = resolve(__dirname, '../..');

/** Everything the scripts install or write; git ignores it. */
export const runtimeFolder = resolve(repository, '.runtime');

/** The example workflows and the workbook of tubes. */
export const examplesFolder = resolve(repository, 'examples');
