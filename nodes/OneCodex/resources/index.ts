import { analysis } from './analysis';
import { metadata } from './metadata';
import type { Resource } from './operation';
import { project } from './project';
import { sample } from './sample';
import { sequencingBatch } from './sequencingBatch';

/** All resources, in the order of the drop-down. */
export const RESOURCES: Resource[] = [analysis, metadata, project, sample, sequencingBatch];
