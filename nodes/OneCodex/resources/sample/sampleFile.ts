import { baseOf } from '../../api/files/fileLink';
import type { AnsweredSample } from '../../api/kinds';
import { makeFault } from '../../checking/faults';
import type { Fault } from '../../domain/fault';

/** The name of a sample's file without folders; its id where One Codex has none. */
export const fileNameOf = ({ id, raw }: AnsweredSample): string => baseOf(raw.filename) || id;

/**
 * Why there is no link to the file of a sample, if it is because there is no file: One Codex does not say
 * how it refuses that.
 */
export function whyNoFile(
	{ id, raw: { status } }: AnsweredSample,
	refusal: number | undefined,
): Fault | undefined {
	const isRefused = refusal === 400 || refusal === 409;
	const saysSo = refusal === 404 || (isRefused && status !== 'available');
	return saysSo ? makeFault('sample', id, 'no_file', { status: status ?? undefined }) : undefined;
}
