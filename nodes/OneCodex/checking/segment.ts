// One Codex makes ids of 16 hexadecimal digits, by its newer description; its older one allows anything
// but a slash. The rest keeps an id one segment of a path, whoever reads it.
const MAX_LENGTH = 255;
const UNSAFE = /[/\\\p{Cc}]|^\.{0,2}$/u;

/** Whether a text can be one segment of a path, once it is encoded. */
export const isSegment = (text: string): boolean => text.length <= MAX_LENGTH && !UNSAFE.test(text);

/** A segment of a path as it is meant. */
export function decodeSegment(segment: string): string {
	if (!segment.includes('%')) return segment;
	try {
		return decodeURIComponent(segment);
	} catch {
		// A percent sign may be one.
		return segment;
	}
}
