import { isReadable } from './expression';
import { CALLBACKS, FREE, isBindable, isSafe, isSafeKey, MEMBERS } from './pureNames';
import * as tokens from './tokens';

/** An expression whose value depends only on some columns of the item and on what all items share. */
export interface PureExpression {
	/** The JavaScript between the braces. */
	code: string;
	/** The paths that it reads from `$json`: `$json.body["Tube Barcode"].trim()` reads ['body', 'Tube Barcode']. */
	paths: string[][];
}

const PAIRS: Record<string, string> = { '(': ')', '[': ']', '{': '}', '${': '}' };

/** A bracket that is still open. */
interface Bracket {
	mark: string;
	/** The name of what it calls, if that is a member. */
	callee?: string | undefined;
	/** Whether it holds the arguments of a call, or the key of a member. */
	isAfter: boolean;
	/** How many commas were in it so far, and where what follows the last of them begins. */
	commas: number;
	begin: number;
	/** If what follows the last comma is a function: its parameters. */
	parameters?: string[] | undefined;
}

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
	const open: Bracket[] = [];
	const isBlock = tokens.BLOCK.test(code);
	let isOperandNext = true;
	let lastName = { name: '', end: -1 };
	/** Notes what has to follow a token. Always true, as the token is fine. */
	const expectOperand = (isNext: boolean) => {
		isOperandNext = isNext;
		return true;
	};

	const takeKey = (): boolean => {
		if (sees(tokens.CLOSES)) return true;
		const [, ...names] = take(tokens.KEY) ?? [''];
		return names.length > 0 && names.every((name) => name === undefined || isSafeKey(name));
	};
	const push = (mark: string, isAfter: boolean, callee?: string) =>
		open.push({ mark, isAfter, callee, commas: 0, begin: at });
	const takeTemplatePart = (): boolean => {
		const end = take(tokens.TEMPLATE_PART)?.[1];
		if (end === '${') push(end, false);
		return end !== undefined && expectOperand(end === '${');
	};
	const takeClose = (mark: string): boolean => {
		const opened = open.pop();
		if (opened === undefined || PAIRS[opened.mark] !== mark) return false;
		// A function in parentheses has to be called.
		if (opened.parameters && !opened.isAfter && !sees(tokens.CALL)) return false;
		return opened.mark === '${' ? takeTemplatePart() : expectOperand(false);
	};
	const takeOpen = (mark: string): boolean => {
		push(mark, false);
		return expectOperand(true) && (mark !== '{' || takeKey());
	};
	const takeOpenAfter = (mark: string, from: number): boolean => {
		push(mark, true, lastName.end === from ? lastName.name : undefined);
		return expectOperand(true) && (mark === '[' || !isBlock);
	};
	const takeComma = (): boolean => {
		const inside = open.at(-1);
		if (!inside) return true;
		inside.commas++;
		inside.begin = at;
		inside.parameters = undefined;
		return inside.mark !== '{' || takeKey();
	};
	/** Takes the parameters of a function, which has to be where it is called and nothing else. */
	const takeArrow = (from: number, parameters: string[]): boolean => {
		const inside = open.at(-1);
		if (inside?.mark !== '(' || inside.begin !== from) return false;
		inside.parameters = parameters;
		const place = inside.isAfter ? CALLBACKS.get(inside.callee ?? '') : 0;
		return inside.commas === place && parameters.every(isBindable);
	};
	/** Notes the name of a member. */
	const takeMember = (name: string): boolean => {
		lastName = { name, end: at };
		return isSafe(name) && expectOperand(false);
	};
	const takePath = (): boolean => {
		const path: string[] = [];
		for (let step = take(tokens.STEP); step; step = take(tokens.STEP)) {
			const key = step[1] ?? step[2] ?? step[3] ?? '';
			// What is called is a method of the value.
			if (sees(tokens.CALL)) {
				paths.push(path);
				return path.length > 0 && takeMember(key);
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
		if (members) {
			const member = take(tokens.MEMBER)?.[1] ?? '';
			return members.has(member) && takeMember(member);
		}
		const isParameter = open.some(({ parameters }) => parameters?.includes(name));
		return (FREE.has(name) || isParameter) && expectOperand(false);
	};
	const takeOperand = (): boolean => {
		if (take(tokens.PREFIX)) return true;
		if (take(tokens.TEXT) ?? take(tokens.NUMBER) ?? take(tokens.REGEX)) return expectOperand(false);
		if (take(tokens.TEMPLATE)) return takeTemplatePart();
		const from = at;
		const arrow = take(tokens.ARROW);
		if (arrow) return takeArrow(from, (arrow[1] ?? arrow[2] ?? '').match(/\w+/g) ?? []);
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
		if (member !== undefined) return takeMember(member);
		const from = at;
		const opened = take(tokens.OPEN_AFTER)?.[1];
		if (opened) return takeOpenAfter(opened, from);
		const operator = take(tokens.BINARY)?.[1];
		if (operator === undefined) return false;
		return expectOperand(true) && (operator !== ',' || takeComma());
	};

	while (!sees(tokens.END)) {
		if (!(isOperandNext ? takeOperand() : takeOperator())) return undefined;
	}
	return open.length === 0 && !isOperandNext ? paths : undefined;
}
