import { isId, readId } from '../../nodes/OneCodex/checking/ids';
import type { IdKind } from '../../nodes/OneCodex/domain/ids';

const ID = '0123456789abcdef';
const OTHER = 'fedcba9876543210';

const whatOf = (kind: IdKind, given: unknown) => {
	const reading = readId(kind, given);
	return reading.kind === 'fault' ? reading.faults.map(({ what }) => what).join() : reading.kind;
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
		[123456789012, 'is a number, which may have lost digits'],
		[1.5e300, 'is a number'],
		[NaN, 'is a number'],
		[true, 'is not text'],
		[[ID], 'is not text'],
		[{}, 'is not text'],
		[{ id: ID }, 'is not text'],
		[{ $ref: { $ref: ID } }, 'is not text'],
		[{ $ref: 7 }, 'is a number'],
		['..', 'is not an ID'],
		['a\\b', 'is not an ID'],
		['SB-1\u0007', 'is not an ID'],
		['Patient 7', 'is not an ID'],
		['{"id":"a"}', 'is not an ID'],
		['x'.repeat(256), 'is not an ID'],
		[`${ID}, ${OTHER}`, 'is not an ID'],
		['1.23457E+15', 'is a number, which may have lost digits'],
		['/constructor/__proto__', 'is an address that holds no ID'],
		['https://app.onecodex.com/samples', 'is an address that holds no ID'],
		['https://app.onecodex.com/samples/', 'is an address that holds no ID'],
		['/api/v1/samples/..', 'is an address that holds no ID'],
		['/api/v1/samples/a%2Fb', 'is an address that holds no ID'],
		[`https://app.onecodex.com/?sample=/${ID}`, 'is an address that holds no ID'],
		['/api/v1/sequencing/batches/SB-1.x', 'is the address of a sequencing batch, not of a sample'],
		['/api/v1/analyses/an_1', 'is the address of an analysis, not of a sample'],
		[`https://app.onecodex.com/x/${ID}/y/${OTHER}`, 'is an address that holds several IDs'],
		[`/api/v1/metadata/${ID}`, 'is the address of a metadata record, not of a sample'],
		[`/api/v1/sequencing/batches/${ID}`, 'is the address of a sequencing batch, not of a sample'],
		[{ $ref: `/api/v1/projects/${ID}` }, 'is the address of a project, not of a sample'],
		[`https://app.onecodex.com/analysis/${ID}`, 'is the address of an analysis, not of a sample'],
		[`/api/v1/analyses/${ID}`, 'is the address of an analysis, not of a sample'],
		[{ $ref: `/api/v1/classifications/${ID}` }, 'is the address of an analysis, not of a sample'],
		[`/classification/${ID}`, 'is the address of an analysis, not of a sample'],
		[`/project/${ID}`, 'is the address of a project, not of a sample'],
		[`/batch/${ID}`, 'is the address of a sequencing batch, not of a sample'],
		[`/tag/${ID}`, 'is the address of a tag, not of a sample'],
		[`/user/${ID}`, 'is the address of a user, not of a sample'],
		[`/api/v1/tags/${ID}`, 'is the address of a tag, not of a sample'],
		[`/api/v1/users/${ID}`, 'is the address of a user, not of a sample'],
	])('as a sample: %j', (given, what) => {
		expect(whatOf('sample', given)).toContain(what);
	});

	test.each<[IdKind, string]>([
		['batch', 'is the address of an analysis, not of a sequencing batch'],
		['metadata', 'is the address of an analysis, not of a metadata record'],
		['project', 'is the address of an analysis, not of a project'],
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
		expect(whatOf('project', given)).toMatch(/^is (not an ID|an address that holds no ID)$/);
	});

	test('as a project: the address of a single sample', () => {
		expect(whatOf('project', `/sample/${ID}`)).toBe('is the address of a sample, not of a project');
	});

	test('with what to do about it', () => {
		expect(readId('metadata', 'a b')).toMatchObject({
			faults: [
				{
					field: 'metadata',
					value: 'a b',
					cure: `Use the ID of the metadata record, such as ${ID}, or its address`,
				},
			],
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
