import { createHash } from 'node:crypto';

import { readEvent } from '../../nodes/OneCodexEventTrigger/event';

const EVENT = '0d77065796f8d173';
const SAMPLE = '0ee172af60e84f61';
const OTHER = 'd512cb556241440f';
const ANALYSIS = 'a1b2c3d4e5f67890';

const bufferOf = (body: unknown) => Buffer.from(JSON.stringify(body));
const read = (body: unknown) => {
	const event = readEvent(bufferOf(body));
	if (!event) throw new Error('not read');
	return event;
};
const hash = (body: Buffer) => createHash('sha256').update(body).digest('hex');

describe('the id', () => {
	test.each<[string, object]>([
		['event_id', { event_id: EVENT }],
		['id', { id: EVENT }],
		['$uri', { $uri: `/api/v1/events/${EVENT}` }],
		['$uri of a later version', { $uri: `/api/v2/events/${EVENT}` }],
		['$uri with its host', { $uri: `https://app.onecodex.com/api/v1/events/${EVENT}/` }],
		['id that is an address', { id: `/api/v1/events/${EVENT}` }],
		['event.id', { event: { id: EVENT } }],
		['event.event_id', { event: { event_id: EVENT } }],
		['event.$uri', { event: { $uri: `/api/v1/events/${EVENT}` } }],
		['event.$ref', { event: { $ref: `/api/v1/events/${EVENT}` } }],
		['spaces around', { id: ` ${EVENT} ` }],
		['$uri before id', { id: 'other', $uri: `/api/v1/events/${EVENT}` }],
		['the id of event before that of the body', { id: 'other', event: { id: EVENT } }],
		['id where $uri is that of the analysis', { $uri: `/api/v1/analyses/${OTHER}`, id: EVENT }],
		['id where event_id is unusable', { event_id: '', id: EVENT }],
		['id beside the sample', { id: EVENT, sample_id: SAMPLE }],
		['id behind the id of the analysis', { event_id: ANALYSIS, id: EVENT, analysis: ANALYSIS }],
		['event.id where id is the sample', { id: SAMPLE, event: { id: EVENT }, sample: SAMPLE }],
	])('is found in %s', (_, body) => {
		expect(read(body).id).toBe(EVENT);
	});

	test('may be a number', () => {
		expect(read({ id: 17 }).id).toBe('17');
	});

	test.each<[string, object]>([
		['nothing', {}],
		['the address of the analysis', { $uri: `/api/v1/analyses/${ANALYSIS}` }],
		['the id of something inside', { payload: { id: OTHER }, data: { id: OTHER } }],
		['an id of another kind', { id: { a: 1 }, event_id: null, event: [EVENT] }],
		['the id of its analysis', { id: ANALYSIS, analysis_id: ANALYSIS }],
		['the id of its sample', { event_id: SAMPLE, sample: { id: SAMPLE } }],
		['the id of either', { id: SAMPLE, event_id: ANALYSIS, sample: SAMPLE, analysis: ANALYSIS }],
		[
			'the id of the analysis, which stands inside',
			{ id: ANALYSIS, payload: { $uri: `/api/v1/analyses/${ANALYSIS}` } },
		],
		['a blank id', { id: '  ' }],
		['an endless id', { id: 'a'.repeat(201) }],
	])('is the hash of the body where there is %s', (_, body) => {
		expect(read(body).id).toBe(hash(bufferOf(body)));
	});

	test('is another for a body that differs in its white space only', () => {
		const bodies = ['{"a":1}', '{"a": 1}'].map((text) => Buffer.from(text));
		expect(bodies.map((body) => readEvent(body)?.id)).toEqual(bodies.map(hash));
	});
});

describe('what it is remembered by', () => {
	const keyOf = (body: object) => read(body).key;
	const aboutSample = (sample_id: string) => ({
		id: 'webhook',
		type: 'sample.uploaded',
		sample_id,
	});

	test('is another for another sample, should the id be that of the webhook', () => {
		expect(keyOf(aboutSample(SAMPLE))).not.toBe(keyOf(aboutSample(OTHER)));
		expect(keyOf(aboutSample(SAMPLE))).toBe(keyOf({ ...aboutSample(SAMPLE), delivery: 2 }));
	});

	test('is the id alone where it is about nothing that is known', () => {
		expect(keyOf({ id: EVENT, attempt: 1 })).toBe(keyOf({ id: EVENT, attempt: 2 }));
	});

	test.each([{ event_id: EVENT }, { $uri: `/api/v1/events/${EVENT}` }, { event: { id: EVENT } }])(
		'is the id alone where that is surely of the event: %j',
		(body) => {
			expect(keyOf({ ...body, sample_id: SAMPLE, delivery: 1 })).toBe(EVENT);
			expect(keyOf({ ...body, id: 'webhook', sample_id: OTHER })).toBe(EVENT);
		},
	);
});

describe('the type', () => {
	test.each<[string, object]>([
		['event_type', { event_type: 'analysis.failed' }],
		['type', { type: 'analysis.failed' }],
		['event', { event: 'analysis.failed' }],
		['event.type', { event: { type: 'analysis.failed' } }],
		['event.event_type', { event: { event_type: 'analysis.failed' } }],
		['payload.event_type', { payload: { event_type: 'analysis.failed' } }],
		['event_type before type', { event_type: 'analysis.failed', type: 'a.b' }],
		['event beside data', { event: 'analysis.failed', data: { id: ANALYSIS } }],
		['data.type', { data: { type: 'analysis.failed' } }],
		[
			'type, with an object around what it is about',
			{ type: 'analysis.failed', data: { object: {} } },
		],
		[
			'the payload of an event of the API',
			{ $uri: `/api/v1/events/${EVENT}`, status: 'pending', payload: { event: 'analysis.failed' } },
		],
		['a field of another name', { topic: 'analysis.failed' }],
		['a field of another name inside', { event: { name: 'analysis.failed' } }],
		[
			'a field of another name, twice',
			{ topic: 'analysis.failed', meta: { topic: 'ANALYSIS_FAILED' } },
		],
		['underscores', { event: 'analysis_failed' }],
		['capitals', { event: 'ANALYSIS.FAILED' }],
		['a word', { type: 'AnalysisFailed' }],
		['a colon', { type: 'analysis:failed' }],
		['what is no subscription', { event: 'analysis.failed', webhook: { event_type: '*' } }],
		['what has a dot', { type: 'event', event: { type: 'analysis.failed' } }],
		['spaces around', { event_type: ' analysis.failed\n' }],
	])('is found in %s', (_, body) => {
		expect(read(body).type).toBe('analysis.failed');
	});

	test.each<[string, object]>([
		['alone', { event_type: 'sample.sequenced' }],
		['before one of today inside', { type: 'sample.sequenced', data: { last: 'sample.uploaded' } }],
	])('may be one of the future: %s', (_, body) => {
		expect(read(body).type).toBe('sample.sequenced');
	});

	test.each<[string, object]>([
		['nothing', {}],
		['other kinds', { event_type: 1, type: null, event: ['sample.uploaded'] }],
		['blanks', { event_type: ' ' }],
		['an endless text', { event_type: 'a.'.repeat(200) }],
		['a type further inside', { data: { inner: { type: 'analysis.failed' } } }],
		['a name without a dot', { type: 'ping', event: 'analysis', event_type: '*' }],
		['a noun and a verb apart', { object: 'analysis', action: 'succeeded' }],
		['two types of fields of other names', { a: 'analysis.failed', b: 'sample.uploaded' }],
		['a file name', { payload: { filename: 'swab.alpha' }, name: 'swab.alpha' }],
		[
			'a version or an address',
			{ type: 'v1.2', event: `https://app.onecodex.com/events/${EVENT}` },
		],
		['an analysis that has succeeded', { analysis: { complete: true, success: true } }],
	])('is null where there is %s', (_, body) => {
		expect(read(body).type).toBeNull();
	});
});

describe('a type of today', () => {
	test.each([
		{ type: 'webhook.event', event: { type: 'analysis.failed' } },
		{ type: 'webhook.event', data: { type: 'analysis.failed' } },
		{ type: 'webhook.event', event: 'analysis.failed' },
	])('goes before one that is not known: %j', (body) => {
		expect(read(body).type).toBe('analysis.failed');
	});
});

describe('what it is about', () => {
	test.each<[string, object, string | undefined, string | undefined]>([
		['nothing', {}, undefined, undefined],
		['ids by name', { sample_id: SAMPLE, analysis_id: ANALYSIS }, SAMPLE, ANALYSIS],
		['objects with ids', { sample: { id: SAMPLE }, analysis: { id: ANALYSIS } }, SAMPLE, ANALYSIS],
		['plain ids under the names', { sample: SAMPLE, analysis: ANALYSIS }, SAMPLE, ANALYSIS],
		['a reference', { sample: { $ref: `/api/v1/samples/${SAMPLE}` } }, SAMPLE, undefined],
		[
			'an address with its host',
			{ payload: { $uri: `https://app.onecodex.com/api/v1/samples/${SAMPLE}` } },
			SAMPLE,
			undefined,
		],
		[
			'an analysis with its sample',
			{
				event_type: 'analysis.succeeded',
				payload: {
					$uri: `/api/v1/analyses/${ANALYSIS}`,
					sample: { $ref: `/api/v1/samples/${SAMPLE}` },
					job: { $ref: `/api/v1/jobs/${OTHER}` },
				},
			},
			SAMPLE,
			ANALYSIS,
		],
		[
			'further samples inside its arguments',
			{
				analysis: {
					$uri: `/api/v1/analyses/${ANALYSIS}`,
					sample: { $ref: `/api/v1/samples/${SAMPLE}` },
					job_args: { controls: [{ $ref: `/api/v1/samples/${OTHER}` }] },
				},
			},
			SAMPLE,
			ANALYSIS,
		],
		['the same sample twice', { sample: SAMPLE, sample_id: SAMPLE }, SAMPLE, undefined],
		['two samples side by side', { sample: SAMPLE, sample_id: OTHER }, undefined, undefined],
		[
			'a list of samples',
			{ samples: [SAMPLE, OTHER].map((id) => ({ $ref: `/api/v1/samples/${id}` })) },
			undefined,
			undefined,
		],
		['an id of no name', { id: SAMPLE, data: { id: SAMPLE } }, undefined, undefined],
		['ids of another form', { sample_id: 'S-1', analysis: { id: 'a_2' } }, 'S-1', 'a_2'],
		['references of another form', { sample: { $ref: '/api/v1/samples/S%201' } }, 'S 1', undefined],
		['an address of another form', { analysis: '/api/v1/analyses/a_2' }, undefined, 'a_2'],
		['ids that are addresses', { sample_id: `/api/v1/samples/${SAMPLE}` }, SAMPLE, undefined],
		['an id with spaces around', { sample_id: ` ${SAMPLE}\n` }, SAMPLE, undefined],
		['ids that are none', { sample_id: ' ', analysis_id: 5 }, undefined, undefined],
		['ids that are no segment', { sample_id: '..', analysis_id: 'a\\b' }, undefined, undefined],
		['an encoded slash', { sample_id: 'a%2Fb' }, undefined, undefined],
		['the address of something else', { sample_id: '/api/v1/tags/S-1' }, undefined, undefined],
		['the address of a list', { url: '/api/v1/samples/public' }, undefined, undefined],
		['names', { sample: 'Tube 7', analysis: 'Classification' }, undefined, undefined],
		['text that mentions one', { note: `see /api/v1/samples/${SAMPLE}` }, undefined, undefined],
		['something below it', { url: `/api/v1/analyses/${ANALYSIS}/results` }, undefined, undefined],
	])('%s', (_, body, sampleId, analysisId) => {
		expect(read(body)).toMatchObject({ sampleId, analysisId });
	});

	test('is not looked for without end', () => {
		let body: object = { sample_id: SAMPLE };
		for (let depth = 0; depth < 5; depth++) body = { inner: body };
		expect(read(body).sampleId).toBe(SAMPLE);
		const deep = Buffer.from(`${'{"a":'.repeat(2000)}{"sample_id":"${SAMPLE}"}${'}'.repeat(2000)}`);
		expect(readEvent(deep)?.sampleId).toBeUndefined();
	});
});

describe('the payload', () => {
	test('is the whole body', () => {
		const body = { a: [1, { b: null }], 'Zoë ': '🧫', event: 'sample.uploaded' };
		expect(read(body).payload).toEqual(body);
	});

	test('keeps names that objects have of themselves, and changes no prototype', () => {
		const text = '{"__proto__":{"id":"x"},"constructor":{"type":"a.b"},"toString":1}';
		const event = readEvent(Buffer.from(text));
		expect(JSON.stringify(event?.payload)).toBe(text);
		expect(event).toMatchObject({ id: hash(Buffer.from(text)), type: null });
		expect(Object.getPrototypeOf({})).not.toHaveProperty('id');
	});

	test.each([
		'',
		' ',
		'null',
		'1',
		'"text"',
		'[]',
		'[{"id":"1"}]',
		'{"a":',
		'{} {}',
		'<a/>',
		'id=1',
	])('%j is no event', (text) => {
		expect(readEvent(Buffer.from(text))).toBeUndefined();
	});

	test('that is no text is no event', () => {
		expect(readEvent(Buffer.from([0xff, 0xfe, 0x00, 0x7b]))).toBeUndefined();
	});
});
