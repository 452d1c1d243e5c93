import { isId, readId } from '../../nodes/OneCodex/checking/ids';
import type { IdKind } from '../../nodes/OneCodex/domain/ids';
import { codeOf } from '../faults.cts';
import { makeFault } from '../../nodes/OneCodex/checking/faults';

const ID = '0123456789abcdef';
const OTHER = 'fedcba9876543210';

const whatOf = (kind: IdKind, given: unknown) => {
	const reading = readId(kind, given);
	return reading.kind === 'fault' ? reading.faults.map(codeOf).join() : reading.kind;
};

describe('an id is found', () => {
	test.each<[IdKind, unknown]>([
		['sample', ID],
		['sample', ID.toUpperCase()],
		['sample', `\t${ID}\u200b `],
		['sample', `'${ID}`],
		['sample', `/api/v1/samples/${ID}`],
		['sample', `/api/v1/samples/${ID}/`],
		['sample', `https://app.onecodex.com/samples/${ID}`],
		['sample', `https://app.onecodex.com/sample/${ID.toUpperCase()}?tab=reads#top`],
		['sample', `https://app.onecodex.com/projects/${OTHER}/samples/${ID}`],
		['sample', `https://app.onecodex.com/reads/${ID}#/samples/${OTHER}`],
		['sample', { $ref: `/api/v1/samples/${ID}` }],
		['sample', { $uri: `/api/v1/samples/${ID}`, status: 'available' }],
		['batch', `/api/v1/sequencing/batches/${ID}`],
		['batch', `https://app.onecodex.com/batch/${ID}`],
		['metadata', `/api/v1/metadata/${ID}`],
		['project', `https://app.onecodex.com/projects/${ID}/samples/${OTHER}`],
		['sample', `https://app.onecodex.com/analyses/${OTHER}/samples/${ID}`],
		['sample', `https://app.onecodex.com/samples/${ID}/analysis/${OTHER}`],
		['sample', `https://app.onecodex.com/somewhere/${ID}`],
		['sample', `https://app.onecodex.com/my-projects/${ID}`],
		['sample', `https://app.onecodex.com/projects-of/${ID}`],
		['project', `https://app.onecodex.com/my-samples/${ID}`],
		['project', `https://app.onecodex.com/samples-of/${ID}`],
		['sample', `https://app.onecodex.com/minibatches/${ID}`],
		['sample', `https://app.onecodex.com/batches-of/${ID}`],
		['sample', `https://app.onecodex.com/my-metadata/${ID}`],
		['sample', `https://app.onecodex.com/metadata-of/${ID}`],
		['sample', `https://app.onecodex.com/my-analysis/${ID}`],
		['sample', `https://app.onecodex.com/analysis-of/${ID}`],
		['sample', `https://app.onecodex.com/my-tags/${ID}`],
		['sample', `https://app.onecodex.com/tags-of/${ID}`],
		['sample', `https://app.onecodex.com/my-users/${ID}`],
		['sample', `https://app.onecodex.com/users-of/${ID}`],
	])('of a %s in %j', (kind, given) => {
		expect(readId(kind, given)).toEqual({ kind: 'value', value: ID });
	});
});

describe('an id of another form is taken as it is', () => {
	const SEGMENT = 'SB-a.x~0f@1';
	test.each<[IdKind, unknown, string]>([
		['sample', SEGMENT, SEGMENT],
		['sample', `'${SEGMENT} `, SEGMENT],
		['batch', `/api/v1/sequencing/batches/${SEGMENT}`, SEGMENT],
		['batch', `/api/v1/sequencing/batches/${SEGMENT}/samples`, SEGMENT],
		['sample', `https://app.onecodex.com/samples/${SEGMENT}?tab=1#top`, SEGMENT],
		['sample', `/api/v1/samples/${encodeURIComponent(SEGMENT)}`, SEGMENT],
		['sample', { $ref: `/api/v1/samples/${SEGMENT}` }, SEGMENT],
		['metadata', `/api/v1/metadata/${SEGMENT}`, SEGMENT],
		['sample', `https://app.onecodex.com/projects/${OTHER}/samples/${SEGMENT}`, SEGMENT],
		['sample', `https://app.onecodex.com/x/${OTHER}/samples/${ID}`, ID],
		['sample', `/samples/${'x'.repeat(255)}`, 'x'.repeat(255)],
		['sample', '/api/v1/samples/50%', '50%'],
		['sample', 'constructor', 'constructor'],
		['sample', '__proto__', '__proto__'],
		['sample', ID.slice(1).toUpperCase(), ID.slice(1).toUpperCase()],
		['sample', `${ID}0`, `${ID}0`],
		['batch', 'SB000001', 'SB000001'],
		['sample', '23508114100017', '23508114100017'],
	])('of a %s in %j', (kind, given, value) => {
		expect(readId(kind, given)).toEqual({ kind: 'value', value });
	});
});

test.each([undefined, null, '', ' \u200b', "'"])('%j is empty', (given) => {
	expect(readId('sample', given)).toEqual({ kind: 'empty' });
});

describe('refused is', () => {
	test.each<[unknown, string]>([
		[123456789012, 'id_as_number sample'],
		[1.5e300, 'id_as_number sample'],
		[NaN, 'id_as_number sample'],
		[true, 'id_not_text sample'],
		[[ID], 'id_not_text sample'],
		[{}, 'id_not_text sample'],
		[{ id: ID }, 'id_not_text sample'],
		[{ $ref: { $ref: ID } }, 'id_not_text sample'],
		[{ $ref: 7 }, 'id_as_number sample'],
		['..', 'not_an_id sample'],
		['a\\b', 'not_an_id sample'],
		['SB-1\u0007', 'not_an_id sample'],
		['Patient 7', 'not_an_id sample'],
		['{"id":"a"}', 'not_an_id sample'],
		['x'.repeat(256), 'not_an_id sample'],
		[`${ID}, ${OTHER}`, 'not_an_id sample'],
		['1.23457E+15', 'id_as_number sample'],
		['/constructor/__proto__', 'address_without_id sample'],
		['https://app.onecodex.com/samples', 'address_without_id sample'],
		['https://app.onecodex.com/samples/', 'address_without_id sample'],
		['/api/v1/samples/..', 'address_without_id sample'],
		['/api/v1/samples/a%2Fb', 'address_without_id sample'],
		[`https://app.onecodex.com/?sample=/${ID}`, 'address_without_id sample'],
		['/api/v1/sequencing/batches/SB-1.x', 'address_of_other sample, sequencing batch'],
		['/api/v1/analyses/an_1', 'address_of_other sample, analysis'],
		[`https://app.onecodex.com/x/${ID}/y/${OTHER}`, 'address_with_ids sample'],
		[`/api/v1/metadata/${ID}`, 'address_of_other sample, metadata record'],
		[`/api/v1/sequencing/batches/${ID}`, 'address_of_other sample, sequencing batch'],
		[{ $ref: `/api/v1/projects/${ID}` }, 'address_of_other sample, project'],
		[`https://app.onecodex.com/analysis/${ID}`, 'address_of_other sample, analysis'],
		[`/api/v1/analyses/${ID}`, 'address_of_other sample, analysis'],
		[{ $ref: `/api/v1/classifications/${ID}` }, 'address_of_other sample, analysis'],
		[`/classification/${ID}`, 'address_of_other sample, analysis'],
		[`/project/${ID}`, 'address_of_other sample, project'],
		[`/batch/${ID}`, 'address_of_other sample, sequencing batch'],
		[`/tag/${ID}`, 'address_of_other sample, tag'],
		[`/user/${ID}`, 'address_of_other sample, user'],
		[`/api/v1/tags/${ID}`, 'address_of_other sample, tag'],
		[`/api/v1/users/${ID}`, 'address_of_other sample, user'],
	])('as a sample: %j', (given, what) => {
		expect(whatOf('sample', given)).toBe(what);
	});

	test.each<[IdKind, string]>([
		['batch', 'address_of_other batch, analysis'],
		['metadata', 'address_of_other metadata, analysis'],
		['project', 'address_of_other project, analysis'],
	])('as a %s: the address of an analysis', (kind, what) => {
		expect(whatOf(kind, `/api/v1/analyses/${ID}`)).toBe(what);
	});

	test.each([
		'Gut',
		ID.slice(1),
		`${ID}0`,
		'/api/v1/projects/Gut',
		'https://app.onecodex.com/projects/gut-study',
	])('as a project: %s, which is a name rather than an ID', (given) => {
		expect(whatOf('project', given)).toMatch(/^(not_an_id|address_without_id) project$/);
	});

	test('as a project: the address of a single sample', () => {
		expect(whatOf('project', `/sample/${ID}`)).toBe('address_of_other project, sample');
	});

	test('with its field and value', () => {
		expect(readId('metadata', 'a b')).toEqual({
			kind: 'fault',
			faults: [makeFault('metadata', 'a b', 'not_an_id', { kind: 'metadata' })],
		});
	});
});

test.each([
	[ID, true],
	[ID.toUpperCase(), true],
	[`${ID}\n`, false],
	['', false],
])('%j is an id: %s', (text, expected) => {
	expect(isId(text)).toBe(expected);
});
