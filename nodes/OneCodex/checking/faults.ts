import type { Fault, FaultCode, FaultParams } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import { showValue } from './show';

/** The codes whose sentences need nothing but the field and the value. */
type PlainCode = {
	[Code in FaultCode]: undefined extends FaultParams[Code] ? Code : never;
}[FaultCode];

/** What `makeFault` takes behind the value. */
export type CodeAndParams<Code extends FaultCode> = Code extends PlainCode
	? [code: Code]
	: [code: Code, params: FaultParams[Code]];

/** A fault in a value of any kind, which is shown as far as it fits into a message. */
export function makeFault<Code extends FaultCode>(
	field: FaultField,
	value: unknown,
	...[code, params]: CodeAndParams<Code>
): Fault {
	// The types of the arguments keep code and params together, which TypeScript cannot see here.
	return { field, value: showValue(value), code, params } as Fault;
}
