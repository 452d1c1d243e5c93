import { metadata } from './metadata';
import type { Resource } from './operation';
import { sample } from './sample';
import { sequencingBatch } from './sequencingBatch';

/** All resources, in the order of the drop-down. */
export const RESOURCES: Resource[] = [metadata, sample, sequencingBatch];
