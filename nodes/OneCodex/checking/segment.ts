// By the newer API description, IDs have 16 hexadecimal digits. The older one allows anything but a slash.
// The other rules make sure that every reader of the path takes the ID for one segment.
const MAX_LENGTH = 255;
const UNSAFE = /[/\\\p{Cc}]|^\.{0,2}$/u;

/** Whether a text can be one segment of a path, once it is encoded. */
export const isSegment = (text: string): boolean => text.length <= MAX_LENGTH && !UNSAFE.test(text);

/** A segment of a path without percent-encoding. */
export function decodeSegment(segment: string): string {
	if (!segment.includes('%')) return segment;
	try {
		return decodeURIComponent(segment);
	} catch {
		// It is a plain percent sign.
		return segment;
	}
}
