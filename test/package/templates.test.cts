import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { ROOT, textOf } from './sources.cts';

const documentation = readdirSync(join(ROOT, 'docs'))
	.filter((file) => file.endsWith('.md'))
	.map((file) => textOf(join('docs', file)))
	.join('\n');

// What n8n's template library asks of a workflow.
const OVERVIEW_WORDS = { least: 100, most: 300 };
const SECTION_WORDS = 50;
const SECTIONS_FROM = 4;
const WHITE = 7;

// The height of a section's title and of the two lines below it.
const SECTION_TEXT = 100;

const STICKY = 'n8n-nodes-base.stickyNote';
const placed = { name: z.string(), position: z.tuple([z.number(), z.number()]) };
const note = z.object({
	...placed,
	type: z.literal(STICKY),
	parameters: z.object({
		content: z.string(),
		width: z.number(),
		height: z.number(),
		color: z.number().default(1),
	}),
});
const node = z.object({
	...placed,
	type: z.string().refine((type) => type !== STICKY),
	parameters: z.looseObject({
		batchName: z.string().optional(),
		returnTrackingNumbers: z.string().optional(),
	}),
	credentials: z.record(z.string(), z.object({ id: z.string(), name: z.string() })).default({}),
});
const manifestSchema = z.object({ homepage: z.string() });
const template = z.object({ name: z.string(), nodes: z.array(z.union([note, node])) });

type Note = z.infer<typeof note>;
type TemplateNode = z.infer<typeof node>;
interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const readTemplate = (file: string) => {
	const text = textOf(join('examples', file));
	const { name, nodes } = template.parse(JSON.parse(text));
	const notes = nodes.filter((one): one is Note => one.type === STICKY);
	const [overview, ...sections] = notes;
	if (!overview) throw new Error(`${file} has no note`);
	const others = nodes.filter((one): one is TemplateNode => one.type !== STICKY);
	return { file, text, name, notes, overview, sections, nodes: others };
};
const templates = readdirSync(join(ROOT, 'examples'))
	.filter((file) => file.endsWith('.json'))
	.map(readTemplate);

// As n8n draws it, with its name and its operation below it.
function boxOfNode({ type, position: [left, top] }: TemplateNode): Box {
	const width = type.endsWith('.agent') ? 224 : 96;
	return { left, top, right: left + width, bottom: top + 96 + 60 };
}

function boxOfNote({ position: [left, top], parameters }: Note): Box {
	return { left, top, right: left + parameters.width, bottom: top + parameters.height };
}

const meet = (one: Box, other: Box) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

const holds = (outer: Box, inner: Box) =>
	outer.left <= inner.left &&
	outer.right >= inner.right &&
	outer.top + SECTION_TEXT <= inner.top &&
	outer.bottom >= inner.bottom;

const words = (text: string) => text.split(/\s+/).length;

test('there are templates', () => {
	expect(templates.length).toBeGreaterThan(5);
});

describe.each(templates)('$file', ({ text, name, notes, overview, sections, nodes }) => {
	test('has a title that says what it does, from what to what', () => {
		expect(name).toMatch(/^[A-Z][a-z]+ (and [a-z]+ )?[a-z]+ .*\b(from|to|with)\b.*One Codex/);
	});

	test('has one yellow note, in the top left corner, that tells how it works and how to set it up', () => {
		expect(overview.parameters.color).toBe(1);
		expect(sections.filter(({ parameters }) => parameters.color !== WHITE)).toEqual([]);
		const { left, top } = boxOfNote(overview);
		const others = [...sections.map(boxOfNote), ...nodes.map(boxOfNode)];
		expect(others.filter((box) => box.left <= left || box.top < top)).toEqual([]);

		const { content } = overview.parameters;
		const headings = [...content.matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
		expect(headings).toEqual([
			expect.stringMatching(/^## /),
			'### How it works',
			'### Setup',
			'### Adapt it',
		]);
		expect(content).toContain('Install the community package `n8n-nodes-onecodex`');
		expect(words(content)).toBeGreaterThanOrEqual(OVERVIEW_WORDS.least);
		expect(words(content)).toBeLessThanOrEqual(OVERVIEW_WORDS.most);
	});

	test('names in its notes only nodes that are there', () => {
		const bold = notes.flatMap(({ parameters }) =>
			[...parameters.content.matchAll(/\*\*(.+?)\*\*/g)].map(([, words = '']) => words),
		);
		const others = bold.filter((words) => !nodes.some((one) => one.name === words));
		// Columns, tables and parameters, which are in the nodes themselves or in the documentation.
		const known = `${documentation}\n${text.replaceAll(/"content": ".*"/g, '')}`;
		const inN8n = ['Authentication', 'Form Description'];
		expect(others.filter((words) => !known.includes(words) && !inN8n.includes(words))).toEqual([]);
	});

	test('groups its nodes by short notes if there are many', () => {
		expect(sections.length > 0).toBe(nodes.length >= SECTIONS_FROM);
		const long = sections.filter(({ parameters }) => words(parameters.content) >= SECTION_WORDS);
		expect(long).toEqual([]);
		const homes = nodes.map((one) => ({
			name: one.name,
			sections: sections.filter((section) => holds(boxOfNote(section), boxOfNode(one))).length,
		}));
		const expected = sections.length > 0 ? 1 : 0;
		expect(homes.filter((home) => home.sections !== expected)).toEqual([]);
	});

	test('has no note over a node or another note', () => {
		const boxes = notes.map((one) => ({ name: one.name, box: boxOfNote(one) }));
		const pairs = boxes.flatMap((one, index) =>
			boxes.slice(index + 1).map((other) => ({ one, other })),
		);
		expect(pairs.filter(({ one, other }) => meet(one.box, other.box))).toEqual([]);
		const texts = [
			boxOfNote(overview),
			...sections.map(boxOfNote).map((box) => ({ ...box, bottom: box.top + SECTION_TEXT })),
		];
		expect(nodes.filter((one) => texts.some((box) => meet(box, boxOfNode(one))))).toEqual([]);
	});

	test('has nodes that are named after what they do', () => {
		const names = [...nodes, ...notes].map((one) => one.name);
		expect(new Set(names).size).toBe(names.length);
		// Such as Edit Fields1 or Sticky Note.
		const givenByN8n =
			/\d$|^(Edit Fields|HTTP Request|If|Merge|Code|Webhook|Schedule Trigger|Sticky Note)$/;
		expect(names.filter((given) => givenByN8n.test(given))).toEqual([]);
	});

	test('names no shipment of its own, which somebody would leave in', () => {
		const given = nodes
			.map(({ parameters }) => parameters)
			.flatMap(({ batchName, returnTrackingNumbers }) => [batchName, returnTrackingNumbers])
			.filter((value) => value !== undefined);
		expect(given.filter((value) => !value.startsWith('={{'))).toEqual([]);
	});

	test('holds no credential but a placeholder, and nothing personal', () => {
		const used = nodes.flatMap(({ credentials }) => Object.entries(credentials));
		const placeholders: Record<string, object> = {
			oneCodexApi: { id: 'onecodexsandbox', name: 'One Codex account' },
			openAiApi: { id: 'openaiaccount', name: 'OpenAI account' },
			googleSheetsOAuth2Api: { id: 'googlesheetsaccount', name: 'Google Sheets account' },
			smtp: { id: 'smtpaccount', name: 'SMTP account' },
		};
		expect(used.length).toBeGreaterThan(0);
		expect(used.filter(([type]) => !placeholders[type])).toEqual([]);
		used.forEach(([type, credential]) => expect(credential).toEqual(placeholders[type]));
		expect(text).not.toMatch(/@[\w-]+\.(com|org|net)|\/home\/|\/Users\/|instanceId|api[_-]?key/i);
	});
});

test('what a template links to in this repository is there', () => {
	const { homepage } = manifestSchema.parse(JSON.parse(textOf('package.json')));
	const raw = homepage.replace('#readme', '/raw/main/');
	const links = templates.flatMap(({ text }) => text.split(raw).slice(1));
	const files = links.map((rest) => /^[\w./-]+/.exec(rest)?.[0] ?? '');
	expect(files.length).toBeGreaterThan(0);
	expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

describe('examples/README.md', () => {
	const readme = textOf('examples/README.md');
	const sections = readme.split(/^## /m).slice(1);

	test.each(templates)('describes $file as the template library wants it', ({ file, name }) => {
		const section = sections.find((one) => one.startsWith(`${name}\n`)) ?? '';
		expect(section).toContain(`](${file})`);
		expect(section).toContain(`](../docs/images/templates/${file.replace('.json', '.png')})`);
		const headings = [...section.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
		expect(headings).toEqual([
			"Who's it for",
			'How it works',
			'How to set up',
			'Requirements',
			'How to customize',
		]);
		expect(section).toMatch(/self-hosted n8n/i);
	});
});
