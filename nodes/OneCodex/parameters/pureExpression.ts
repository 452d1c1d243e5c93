import { isSafeObjectProperty } from 'n8n-workflow';

import { isReadable } from './expression';
import * as tokens from './tokens';

/** An expression whose value depends only on some columns of the item and on what all items share. */
export interface PureExpression {
	/** The JavaScript between the braces. */
	code: string;
	/** The paths that it reads from `$json`: `$json.body["Tube Barcode"].trim()` reads ['body', 'Tube Barcode']. */
	paths: string[][];
}

// Constants, pure functions, and what is the same for all items of a run.
const FREE = new Set(
	[
		'true false null undefined NaN Infinity $now $today $vars $runIndex $mode',
		'String Number Boolean parseInt parseFloat isNaN isFinite',
		'encodeURI encodeURIComponent decodeURI decodeURIComponent',
		'$if $ifEmpty $min $max $not $average',
	].flatMap((names) => names.split(' ')),
);

// Objects of which only these members are read.
const MEMBERS = new Map(
	Object.entries({
		Math: 'abs ceil floor max min pow round sign sqrt trunc PI',
		JSON: 'parse stringify',
		Array: 'from isArray of',
		Object: 'entries fromEntries keys values',
		DateTime: 'fromFormat fromISO fromMillis fromSQL fromSeconds',
		$workflow: 'active id name',
		$execution: 'id mode',
		$prevNode: 'name outputIndex runIndex',
	}).map(([name, members]) => [name, new Set(members.split(' '))]),
);

// Members that return something else each time, reach a function, or change the data of the execution.
const UNSAFE = /random|^_|^(?:apply|bind|call|callee|caller|arguments|customData)$/i;

const isSafe = (name: string) =>
	(name === 'toString' || !(name in Object.prototype)) &&
	isSafeObjectProperty(name) &&
	!UNSAFE.test(name);

// Names that an expression gives to parameters of its functions. n8n's own begin with a dollar sign.
const RESERVED = /^(?:arguments|async|await|eval|global|let|of|static|this|window|yield)$/;
const isBindable = (name: string) => isSafe(name) && !RESERVED.test(name);

const PAIRS: Record<string, string> = { '(': ')', '[': ']', '{': '}', '${': '}' };

/**
 * Reads an expression token by token. Returns undefined for everything that is not certainly pure:
 * a name, an operator or a form that is not listed here. That the rest is valid JavaScript is for n8n to check.
 */
export function parsePure(expression: string): PureExpression | undefined {
	// n8n ends the code at the first "}}", even inside quotes.
	const isSingle =
		expression.startsWith('={{') &&
		expression.lastIndexOf('{{') === 1 &&
		expression.indexOf('}}') === expression.length - 2;
	if (!isSingle) return undefined;
	const code = expression.slice(3, -2);
	const paths = readTokens(code);
	return paths && paths.length > 0 ? { code, paths } : undefined;
}

function readTokens(code: string): string[][] | undefined {
	let at = 0;
	const take = (token: RegExp): RegExpExecArray | null => {
		token.lastIndex = at;
		const match = token.exec(code);
		if (match) at = token.lastIndex;
		return match;
	};
	const sees = (token: RegExp): boolean => {
		token.lastIndex = at;
		return token.test(code);
	};

	const paths: string[][] = [];
	const parameters = new Set<string>();
	const open: string[] = [];
	let isOperandNext = true;
	/** Notes what has to follow a token. Always true, as the token is fine. */
	const expectOperand = (isNext: boolean) => {
		isOperandNext = isNext;
		return true;
	};

	const takeKey = (): boolean => {
		if (sees(tokens.CLOSES)) return true;
		const [, ...names] = take(tokens.KEY) ?? [''];
		return names.length > 0 && names.every((name) => name === undefined || isSafe(name));
	};
	const takeTemplatePart = (): boolean => {
		const end = take(tokens.TEMPLATE_PART)?.[1];
		if (end === '${') open.push(end);
		return end !== undefined && expectOperand(end === '${');
	};
	const takeClose = (bracket: string): boolean => {
		const opened = open.pop();
		if (opened === undefined || PAIRS[opened] !== bracket) return false;
		return opened === '${' ? takeTemplatePart() : expectOperand(false);
	};
	const takeOpen = (bracket: string): boolean => {
		open.push(bracket);
		return expectOperand(true) && (bracket !== '{' || takeKey());
	};
	const takePath = (): boolean => {
		const path: string[] = [];
		for (let step = take(tokens.STEP); step; step = take(tokens.STEP)) {
			const key = step[1] ?? step[2] ?? step[3] ?? '';
			// What is called is a method of the value.
			if (sees(tokens.CALL)) {
				paths.push(path);
				return path.length > 0 && isSafe(key) && expectOperand(false);
			}
			if (!isReadable(key)) return false;
			path.push(key);
		}
		paths.push(path);
		return path.length > 0 && expectOperand(false);
	};
	const takeName = (name: string): boolean => {
		if (name === '$json') return takePath();
		const members = MEMBERS.get(name);
		if (members) return members.has(take(tokens.MEMBER)?.[1] ?? '') && expectOperand(false);
		return (FREE.has(name) || parameters.has(name)) && expectOperand(false);
	};
	const takeOperand = (): boolean => {
		if (take(tokens.PREFIX)) return true;
		if (take(tokens.TEXT) ?? take(tokens.NUMBER) ?? take(tokens.REGEX)) return expectOperand(false);
		if (take(tokens.TEMPLATE)) return takeTemplatePart();
		const arrow = take(tokens.ARROW);
		if (arrow) {
			const names = (arrow[1] ?? arrow[2] ?? '').split(',').map((name) => name.trim());
			names.forEach((name) => parameters.add(name));
			return names.every((name) => name === '' || isBindable(name));
		}
		const opened = take(tokens.OPEN)?.[1];
		if (opened) return takeOpen(opened);
		// An empty list, or a comma before its end.
		const closed = take(tokens.CLOSE)?.[1];
		if (closed) return takeClose(closed);
		const name = take(tokens.IDENTIFIER)?.[1];
		return name !== undefined && takeName(name);
	};
	const takeOperator = (): boolean => {
		const closed = take(tokens.CLOSE)?.[1];
		if (closed) return takeClose(closed);
		const member = take(tokens.MEMBER)?.[1];
		if (member !== undefined) return isSafe(member);
		const opened = take(tokens.OPEN_AFTER)?.[1];
		if (opened) return takeOpen(opened);
		const operator = take(tokens.BINARY)?.[1];
		if (operator === undefined) return false;
		return expectOperand(true) && (operator !== ',' || open.at(-1) !== '{' || takeKey());
	};

	while (!sees(tokens.END)) {
		if (!(isOperandNext ? takeOperand() : takeOperator())) return undefined;
	}
	return open.length === 0 && !isOperandNext ? paths : undefined;
}
