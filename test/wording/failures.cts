import { deliveryOfStatus } from '../../nodes/OneCodex/api/http/failure';
import type { Failure } from '../../nodes/OneCodex/domain/failure';

/** A failed call for each thing that can stop one. */
export const failures: Failure[] = [
	...[302, 400, 401, 403, 404, 405, 407, 409, 412, 413, 418, 429, 500, 502, 503].map((status) => ({
		status,
		delivery: deliveryOfStatus(status),
		said: '',
	})),
	...(['authority', 'validity', 'host name', 'proxy', 'n8n'] as const).map((obstacle) => ({
		...{ delivery: 'not sent' as const, obstacle, said: '' },
	})),
	{ delivery: 'unknown', code: 'EPROTO', said: '' },
	{ delivery: 'not sent', code: 'ECONNREFUSED', said: '' },
	{ delivery: 'unknown', code: 'ECONNRESET', said: '' },
	{ delivery: 'unknown', received: { kind: 'nothing' }, said: '' },
	{ delivery: 'rejected', list: { code: 'incomplete' }, said: '' },
	...[
		{ link: 'private' as const },
		{ obstacle: 'n8n' as const },
		{ status: 403 },
		{ status: 503 },
		{ code: 'ECONNRESET' },
		{ code: 'ECONNREFUSED', delivery: 'not sent' as const },
	].map((about) => ({
		...{ delivery: 'unknown' as const, store: 'files.example', said: '' },
		...about,
	})),
	{ delivery: 'rejected', disk: true, said: '' },
	{ delivery: 'not sent', credential: 'bad key', said: '' },
];
