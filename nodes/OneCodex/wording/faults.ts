import type { Fault } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import type { FaultWords, Phrases } from './phrases/phrase';
import { SAMPLE_PHRASES } from './phrases/samples';
import { TUBE_PHRASES } from './phrases/tubes';
import { VALUE_PHRASES } from './phrases/values';

// A code without words is an error of the compiler here.
const PHRASES: Phrases = { ...VALUE_PHRASES, ...TUBE_PHRASES, ...SAMPLE_PHRASES };

/** What a fault means, and what to do about it. */
export function faultWords({ code, params, field }: Fault): FaultWords {
	// Each code comes with its params, which TypeScript does not follow through the table.
	const phrase = PHRASES[code] as (params: unknown, field: FaultField) => FaultWords;
	return phrase(params, field);
}
