import { expressionsIn } from './expression';
import { valueOrFault, type Parameter } from './parameter';
import type { ReadRow } from './readRow';
import { readingOnce, type Reading } from '../checking/cells';
import { makeFault } from '../checking/faults';
import { readId } from '../checking/ids';
import type { Fault } from '../domain/fault';
import type { FaultField } from '../domain/fields';
import type { IdKind } from '../domain/ids';

/** Makes the readers of parameters that may differ from item to item. */
export function itemReaders(open: (path: string) => Parameter) {
	/**
	 * Makes a reader of what names the object of an item, such as an id. An item where it is empty is
	 * nameless, and faulty unless it is blank.
	 */
	const named = (
		field: FaultField,
		path: string,
		check: (field: FaultField, value: unknown) => Reading<string>,
	): ((item: number) => ReadRow<string>) => {
		const { read } = open(path);
		const readOnce = readingOnce((value) => check(field, value));
		return (item) => {
			const faults: Fault[] = [];
			const value = valueOrFault(field, read(item), faults);
			if (faults.length > 0) return { value: '', faults, nameless: false };
			const reading = readOnce(value);
			if (reading.kind === 'value') return { value: reading.value, faults, nameless: false };
			if (reading.kind === 'fault') return { value: '', faults: reading.faults, nameless: false };
			return { value: '', faults: [makeFault(field, '', 'empty')], nameless: true };
		};
	};
	return {
		/**
		 * Makes a reader that gives the value that `check` makes of a parameter, or undefined where there is
		 * none, and adds what is wrong with it to the faults of the item.
		 * @param faultIfEmpty when an empty value is a fault: a filter by an empty cell asks for nothing, so that it
		 * does not list everything
		 */
		checked: <T>(
			field: FaultField,
			path: string,
			check: (field: FaultField, value: unknown) => Reading<T>,
			faultIfEmpty: 'never' | 'if mapped' | 'always' = 'never',
		) => {
			const { raw, read } = open(path);
			const checkOnce = readingOnce((value) => check(field, value));
			const isMapped = expressionsIn(raw).length > 0;
			const mustBeFilled = faultIfEmpty === 'always' || (faultIfEmpty === 'if mapped' && isMapped);
			return (item: number, faults: Fault[]): T | undefined => {
				const value = read(item);
				const reading = checkOnce(valueOrFault(field, value, faults));
				if (reading.kind === 'fault') faults.push(...reading.faults);
				if (mustBeFilled && value.ok && reading.kind === 'empty') {
					faults.push(makeFault(field, '', 'empty_filter'));
				}
				return reading.kind === 'value' ? reading.value : undefined;
			};
		},
		named,
		/**
		 * Makes a reader of the id that a resource locator names for an item. Whatever way it was picked, only
		 * an id that can be one segment of a path is returned.
		 * @param locator the parameter's path, such as `sampleId`
		 */
		id: (locator: string, kind: IdKind): ((item: number) => ReadRow<string>) =>
			named(kind, `${locator}.value`, (_, value) => readId(kind, value)),
	};
}

/** Whether a filter of an item is empty, so that a blank item asks for nothing. */
export const saysEmpty = (faults: Fault[]): boolean =>
	faults.some(({ code }) => code === 'empty_filter');
