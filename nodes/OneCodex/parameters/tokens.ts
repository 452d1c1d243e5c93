// The tokens of JavaScript that a pure expression consists of. Each matches where its `lastIndex` is.

// A tilde means any number of spaces, as JavaScript has no token with it here.
const pattern = (source: string) => new RegExp(source.replaceAll('~', String.raw`[ \t\r\n]*`), 'y');
const WORD = String.raw`[A-Za-z_$][\w$]*`;
const LINE_END = String.raw`\r\n\u2028\u2029`;
const PARAMETER = '[a-z][A-Za-z0-9]*';
const PLAIN_TEXT = String.raw`"([^"\\${LINE_END}]*)"|'([^'\\${LINE_END}]*)'`;

export const END = pattern('~$');
// What n8n reads as a block with a label, and not as an object, before it reads it again in parentheses.
export const BLOCK = new RegExp(String.raw`^\s*\{\s*[A-Za-z_$}]`);
export const PREFIX = pattern(String.raw`~(?:!|\.\.\.|typeof(?![\w$])|\+(?!\+)|-(?!-))`);
export const TEXT = pattern(
	String.raw`~(?:"(?:[^"\\${LINE_END}]|\\[^${LINE_END}])*"|'(?:[^'\\${LINE_END}]|\\[^${LINE_END}])*')`,
);
export const NUMBER = pattern(String.raw`~(?:0|[1-9]\d*)(?:\.\d+)?(?![\w$.])`);
export const REGEX = pattern(
	String.raw`~/(?![*/])(?:[^/\\[${LINE_END}]|\\[^${LINE_END}]|\[(?:[^\]\\${LINE_END}]|\\[^${LINE_END}])*\])+/[gimsuy]*(?![\w$])`,
);
// The body of a function has to be an expression.
export const ARROW = pattern(
	String.raw`~(?:\(~((?:${PARAMETER}(?:~,~${PARAMETER})*)?)~\)|(${PARAMETER}))~=>(?!~\{)`,
);
export const IDENTIFIER = pattern(`~(${WORD})`);
export const TEMPLATE = pattern('~`');
// Without a backslash: n8n garbles some templates that have one.
export const TEMPLATE_PART = pattern(String.raw`(?:[^\x60\\$${LINE_END}]|\$(?!\{))*(\x60|\$\{)`);
export const OPEN = pattern(String.raw`~([([{])`);
export const OPEN_AFTER = pattern(String.raw`~(?:\?\.~)?([([])`);
export const CLOSE = pattern(String.raw`~([)\]}])`);
export const KEY = pattern(String.raw`~(?:(${WORD})|${PLAIN_TEXT}|\d+)~:`);
export const CLOSES = pattern(String.raw`~\}`);
export const MEMBER = pattern(String.raw`~\??\.~(${WORD})`);
export const BINARY = pattern(
	String.raw`~([!=]==?|[<>]=|(?:&&|\|\||\?\?|\*\*|\+(?!\+)|-(?!-)|/(?![*/])|[*%<>?:,])(?!=))`,
);
export const STEP = pattern(String.raw`~(?:\??\.~(${WORD})|(?:\?\.~)?\[~(?:${PLAIN_TEXT})~\])`);
export const CALL = pattern(String.raw`~(?:\?\.~)?\(`);
