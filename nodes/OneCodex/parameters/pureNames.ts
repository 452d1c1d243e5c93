import { isSafeObjectProperty } from 'n8n-workflow';

// Constants, pure functions, and what is the same for all items of a run.
export const FREE = new Set(
	[
		'true false null undefined NaN Infinity $now $today $vars $runIndex $mode',
		'String Number Boolean parseInt parseFloat isNaN isFinite',
		'encodeURI encodeURIComponent decodeURI decodeURIComponent',
		'$if $ifEmpty $min $max $not $average',
	].flatMap((names) => names.split(' ')),
);

// Objects of which only these members are read.
export const MEMBERS = new Map(
	Object.entries({
		Math: 'abs ceil floor max min pow round sign sqrt trunc PI',
		JSON: 'parse stringify',
		Array: 'from isArray of',
		Object: 'entries keys values',
		DateTime: 'fromFormat fromISO fromMillis fromSQL fromSeconds',
		$workflow: 'active id name',
		$execution: 'id mode',
		$prevNode: 'name outputIndex runIndex',
	}).map(([name, members]) => [name, new Set(members.split(' '))]),
);

// Members that return something else each time, reach a function, or change the data of the execution.
const UNSAFE = /random|^_|^(?:apply|bind|call|callee|caller|arguments|customData)$/i;

/** Whether a member of a value may be read, as it neither returns something else each time nor reaches a function. */
export const isSafe = (name: string) =>
	(name === 'toString' || !(name in Object.prototype)) &&
	isSafeObjectProperty(name) &&
	!UNSAFE.test(name);

// Words of JavaScript, and names that n8n gives a meaning.
const RESERVED = /^(?:arguments|async|await|eval|global|let|of|static|this|window|yield)$/;
/** Whether an expression may give a parameter of its functions this name. */
export const isBindable = (name: string) => isSafe(name) && !RESERVED.test(name);

/**
 * Methods that call the function they are given, and which of their arguments it is. Elsewhere a function might
 * become a text, and n8n changes its code before it runs it.
 */
export const CALLBACKS = new Map(
	['every filter find findIndex flatMap map reduce some sort', 'from replace replaceAll'].flatMap(
		(names, argument) => names.split(' ').map((name) => [name, argument] as const),
	),
);

/** Whether an object may have a property of this name: not one that seems to call the function it is given. */
export const isSafeKey = (name: string) => isSafe(name) && !CALLBACKS.has(name);
