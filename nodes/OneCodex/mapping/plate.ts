import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { cellsOf, makeCells, matchColumns } from './columns';
import { isFilled, rowNames } from './rowNames';
import type { Parameters } from '../parameters/readParameters';
import type { SourceRow } from './sourceRow';
import { cellOf, originalOf, titlesOf } from './titles';
import { cleanText, isEmptyCell } from '../checking/cells';
import { makeFault } from '../checking/faults';
import { showValue } from '../checking/show';

/** A well of a plate of 96. */
const WELL = /^[A-H](?:[1-9]|1[0-2])$/;

/**
 * The rows of plates, of which each input item is a row: a column of letters, and one column for each number.
 * Each filled cell is a tube. Columns beside the grid belong to all tubes of their item.
 */
export function rowsFromPlate(_: Parameters, items: INodeExecutionData[]): SourceRow[] {
	const rows = items.map(({ json }) => json);
	const names = rowNames(items);
	const titles = [...titlesOf(rows)];
	const numbers = titles.filter(isNumber).sort((a, b) => Number(a) - Number(b));
	const seconds = titles.filter(isOfSecond);
	const others = titles.filter((title) => !isNumber(title));
	const letters = columnOfLetters(rows, others);
	const beside = others.filter((title) => title !== letters);
	const columns = matchColumns(beside, rows);
	const unclear = columns.faults.filter(({ field }) => field !== 'tube_barcode');
	const noGrid = makeFault('row', '', 'no_plate_columns', { titles: titles.map(showValue) });

	return rows.flatMap((json, item) => {
		const source = { item, name: names[item] ?? '', faults: [], columns: json };
		if (numbers.length === 0)
			return [{ ...source, cells: NO_CELLS, faults: [noGrid], filled: isFilled(json) }];
		const filled = numbers.filter((number) => !isEmptyCell(cellOf(json, number)));
		const letter = letterOf(cellOf(json, letters));
		// The titles may be repeated above each of several plates. Beside a letter, they are barcodes.
		const isTitles =
			!letter &&
			filled.length === numbers.length &&
			filled.every((title) => isTitle(json[title], title));
		const isTitleOfSecond = (title: string) =>
			isTitles && isTitle(cellOf(json, title), originalOf(title));
		const beyond = seconds.filter(
			(title) => !isEmptyCell(cellOf(json, title)) && !isTitleOfSecond(title),
		);
		if (beyond.length > 0) {
			const fault = makeFault('row', '', 'second_plate', { titles: beyond.map(showValue) });
			return [{ ...source, cells: NO_CELLS, faults: [fault], filled: true }];
		}
		if (filled.length === 0 || isTitles) return [{ ...source, cells: NO_CELLS, filled: false }];
		const kept = Object.fromEntries(
			beside.flatMap((title) => (Object.hasOwn(json, title) ? [[title, json[title]]] : [])),
		);
		const cells = cellsOf(json, columns);
		return filled.map((number): SourceRow => {
			const well = `${letter}${Number(number)}`;
			const isWell = WELL.test(well);
			const tube_barcode = cellOf(json, number);
			return {
				item,
				name: isWell ? `${source.name}, well ${well}` : source.name,
				cells: { ...cells, tube_barcode },
				columns: { ...kept, well, tube_barcode },
				faults: isWell ? [...unclear] : [makeFault('row', well, 'not_a_well')],
				filled: true,
			};
		});
	});
}

const NO_CELLS = makeCells(() => undefined);

const isTitle = (cell: unknown, title: string) =>
	(typeof cell === 'string' || typeof cell === 'number') &&
	isNumber(String(cell)) &&
	Number(cell) === Number(title);

/** Whether a number is a title for the second time. */
const isOfSecond = (title: string) => /^\d{1,2}_\d+$/.test(title);

const isNumber = (title: string) => /^\d{1,2}$/.test(cleanText(title));

/** The letter in a cell; empty if it holds anything else. */
function letterOf(cell: unknown): string {
	const text = typeof cell === 'string' ? cleanText(cell).toUpperCase() : '';
	return /^[A-Z]$/.test(text) ? text : '';
}

/** Titles of the column of letters, as far as it has one of its own. */
const ROW = /^(?:__EMPTY|row|well)?$/i;

/** The column with the most of the letters of rows, or the first of several. A plate may have a letter as well. */
function columnOfLetters(rows: IDataObject[], titles: string[]): string | undefined {
	const counts = titles.map((title) => {
		const letters = new Set(rows.map((row) => letterOf(cellOf(row, title))));
		letters.delete('');
		if (letters.size > 0 && ROW.test(title)) return Infinity;
		return [...letters].filter((letter) => WELL.test(`${letter}1`)).length;
	});
	return titles[counts.indexOf(Math.max(...counts))];
}
