import { makeFault, type CodeAndParams } from '../nodes/OneCodex/checking/faults';
import type { Fault, FaultCode } from '../nodes/OneCodex/domain/fault';
import type { FaultField } from '../nodes/OneCodex/domain/fields';
import {
	faultLines,
	faultText,
	needFixing,
	NOTHING_CHANGED,
	NOTHING_SENT,
} from '../nodes/OneCodex/wording/faultTexts';

/** A fault as one text to compare: its code, and what its sentence says beside the field and the value. */
export const codeOf = ({ code, params }: Fault): string =>
	params === undefined ? code : `${code} ${Object.values(params).join(', ')}`;

/** What a user reads of a fault, whatever its words are; `test/wording/` alone asserts those. */
export const textOf = <Code extends FaultCode>(
	field: FaultField,
	value: unknown,
	...codeAndParams: CodeAndParams<Code>
): string => faultText(makeFault<Code>(field, value, ...codeAndParams));

/** The line of a message that a user reads of a fault in some rows, which have names in the sheet. */
export function lineOf<Code extends FaultCode>(
	rows: string[],
	field: FaultField,
	value: unknown,
	...codeAndParams: CodeAndParams<Code>
): string {
	const faults = rows.map((_, row) => ({
		row,
		...makeFault<Code>(field, value, ...codeAndParams),
	}));
	return faultLines(faults, (row) => rows[row] ?? '')[0]?.text ?? '';
}

/** The headline of the error that lists rows that need fixing, where Register has sent nothing. */
export const nothingSent = (count: number, of: number) => needFixing(count, of, NOTHING_SENT);

/** The same for the other operations. */
export const nothingChanged = (count: number, of: number) => needFixing(count, of, NOTHING_CHANGED);
