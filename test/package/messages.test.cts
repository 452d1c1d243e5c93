import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { ROOT, sources, textOf } from './sources.cts';

// Which argument says what is wrong, by the function that makes the fault and its number of arguments.
const WHAT_OF: Record<string, (count: number) => number> = {
	makeFault: () => 2,
	faultIn: () => 2,
	fault: (count) => (count === 3 ? 1 : 0),
};
// What the argument stands for where it is a name.
const NAMED = new Set(['what', 'lostDigits']);

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The texts that an expression can give, as patterns in which anything fits where a value is put in. */
function patternsIn(node: ts.Node | undefined): string[] {
	if (node === undefined) return [];
	if (ts.isStringLiteralLike(node)) return [escape(node.text)];
	if (ts.isTemplateExpression(node)) {
		const texts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
		return [texts.map(escape).join('.+')];
	}
	if (ts.isParenthesizedExpression(node)) return patternsIn(node.expression);
	if (ts.isConditionalExpression(node))
		return [...patternsIn(node.whenTrue), ...patternsIn(node.whenFalse)];
	return [];
}

function whatsIn(file: string): string[] {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node)) {
			const index = WHAT_OF[node.expression.getText()]?.(node.arguments.length);
			if (index !== undefined) found.push(...patternsIn(node.arguments[index]));
		}
		if (ts.isVariableDeclaration(node) && NAMED.has(node.name.getText()))
			found.push(...patternsIn(node.initializer));
		if (ts.isFunctionDeclaration(node) && NAMED.has(node.name?.text ?? '')) returnsOf(node);
		// `const [what, cure] = one ? […] : […]` names its texts in pairs.
		if (ts.isArrayLiteralExpression(node) && node.elements.length === 2) pair(node);
		ts.forEachChild(node, visit);
	};
	const returnsOf = (node: ts.Node): void => {
		if (ts.isReturnStatement(node)) found.push(...patternsIn(node.expression));
		ts.forEachChild(node, returnsOf);
	};
	const pair = ({ elements: [first], parent }: ts.ArrayLiteralExpression): void => {
		const declaration = ts.isConditionalExpression(parent) ? parent.parent : parent;
		if (!ts.isVariableDeclaration(declaration)) return;
		if (declaration.name.getText() === '[what, cure]') found.push(...patternsIn(first));
	};
	visit(source);
	return found;
}

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const section = readme.split('### Faulty rows')[1]?.split('\n### ')[0] ?? '';
const rows = section.split('\n').filter((line) => line.startsWith('| '));
const messages = [...new Set(sources().flatMap(whatsIn))];

test('the messages of faulty rows are found in the sources', () => {
	expect(messages.length).toBeGreaterThan(30);
	expect(messages).toEqual(
		expect.arrayContaining([
			'is empty',
			'is a negative number',
			'are .+ different numbers in the batch ".+"',
		]),
	);
});

test.each(messages)('the README says what to do about: %s', (message) => {
	const pattern = new RegExp(message);
	const row = rows.find((line) => pattern.test(line.split('|')[1] ?? ''));
	expect(row).toBeDefined();
});

test('every row of the table names a cure', () => {
	expect(rows.slice(1).filter((line) => (line.split('|')[2] ?? '').trim().length < 10)).toEqual([]);
});
