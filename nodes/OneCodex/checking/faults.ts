import type { Fault, FaultCode, FaultParams } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import { showValue } from './show';

/** The codes without params. */
type PlainCode = {
	[Code in FaultCode]: undefined extends FaultParams[Code] ? Code : never;
}[FaultCode];

/** The arguments of {@link makeFault} after the value. */
export type CodeAndParams<Code extends FaultCode> = Code extends PlainCode
	? [code: Code]
	: [code: Code, params: FaultParams[Code]];

/** A fault in a value of any kind, which is shortened to fit into a message. */
export function makeFault<Code extends FaultCode>(
	field: FaultField,
	value: unknown,
	...[code, params]: CodeAndParams<Code>
): Fault {
	// The types of the arguments pair the code with its params, but TypeScript cannot see that here.
	return { field, value: showValue(value), code, params } as Fault;
}
