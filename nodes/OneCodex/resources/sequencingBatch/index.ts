import { findTubes } from './findTubes.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getSamples } from './getSamples.operation';
import { register } from './register.operation';
import { validate, validateWithHistory } from './validate.operation';
import type { Resource } from '../operation';

export const sequencingBatch: Resource = {
	name: 'Sequencing Batch',
	value: 'sequencingBatch',
	operations: [findTubes, get, getMany, getSamples, register, validate, validateWithHistory],
	defaultOperation: register,
};
