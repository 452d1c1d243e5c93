import { readOperator } from './operators.cts';

/** How an operator of `where` is understood; see `readOperator`. */
export type ReadOperator = typeof readOperator;

/** Understands equality only. What other operators ask for is found nowhere, and nothing is refused. */
export const readEqualityOnly: ReadOperator = (field, kind, operator, operand) => {
	const isEquality = operator === '$eq' || operator === '$in';
	return isEquality ? readOperator(field, kind, operator, operand) : () => false;
};

/** The pattern that each operator makes of its operand. */
const patterns: Record<string, (operand: string) => string> = {
	$icontains: (operand) => `%${operand}%`,
	$startswith: (operand) => `${operand}%`,
};

/** Understands operators for parts of a text as SQL LIKE does, and the others as they are meant. */
export const readLike: ReadOperator = (field, kind, operator, operand) => {
	// It refuses what is refused.
	const plain = readOperator(field, kind, operator, operand);
	const pattern = Object.hasOwn(patterns, operator) ? patterns[operator] : undefined;
	if (!pattern || typeof operand !== 'string') return plain;
	const fold = (text: string) => (operator === '$icontains' ? text.toLowerCase() : text);
	const steps = toSteps(pattern(fold(operand)));
	return (actual) => typeof actual === 'string' && matches(steps, Array.from(fold(actual)));
};

/** A character to meet; any one where it is null; any number of them for 'any'. */
type Step = { one: string | null } | 'any';

function toSteps(pattern: string): Step[] {
	const steps: Step[] = [];
	let escaped = false;
	for (const character of pattern) {
		if (escaped) {
			steps.push({ one: character });
			escaped = false;
		} else if (character === '\\') {
			escaped = true;
		} else if (character === '%') {
			steps.push('any');
		} else {
			steps.push({ one: character === '_' ? null : character });
		}
	}
	return steps;
}

// A regular expression would take forever for a name with many of these signs.
function matches(steps: Step[], text: string[]): boolean {
	let [step, at] = [0, 0];
	let lastAny: { step: number; at: number } | undefined;
	while (at < text.length) {
		const next = steps[step];
		if (next === 'any') {
			lastAny = { step, at };
			step += 1;
		} else if (next && (next.one === null || next.one === text[at])) {
			step += 1;
			at += 1;
		} else if (lastAny) {
			lastAny.at += 1;
			({ at, step } = { at: lastAny.at, step: lastAny.step + 1 });
		} else {
			return false;
		}
	}
	return steps.slice(step).every((rest) => rest === 'any');
}
