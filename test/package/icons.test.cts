import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, textOf } from './sources.cts';

/**
 * What icons lie on in n8n 2.41.1: nodes, the canvas, lists and panels. From the variables of its design
 * system: --node--color--background, --canvas--color--background, --color--background--light-2 and -3.
 */
const THEMES: Array<[icon: string, backgrounds: string[]]> = [
	['onecodex.svg', ['#ffffff', '#f5f5f5', '#fafafa']],
	['onecodex.dark.svg', ['#2b2b2b', '#262626', '#171717']],
];

/** What WCAG 2.2 asks of graphics. */
const LEAST = 3;

/** The relative luminance of WCAG of a color such as #1f3a5f or #fff. */
function luminanceOf(color: string): number {
	const digits = color.slice(1).replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3');
	const [red = 0, green = 0, blue = 0] = (digits.match(/../g) ?? []).map((pair) => {
		const share = parseInt(pair, 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [darker = 0, lighter = 0] = [one, other].map(luminanceOf).toSorted((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

test('the contrast is that of WCAG', () => {
	expect(contrast('#000', '#ffffff')).toBeCloseTo(21);
	expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2);
});

describe.each(THEMES)('%s', (icon, backgrounds) => {
	// The tube, the bars of its barcode, and the frame, in the order in which they are drawn.
	const [tube = '', bars = '', frame = ''] = [
		...textOf(join('icons', icon)).matchAll(/<path .*?(?:fill|stroke)="(#\w+)"/g),
	].map(([, color]) => color);

	test('has the colors of three shapes', () => {
		expect([tube, bars, frame]).toEqual(Array(3).fill(expect.stringMatching(/^#(\w{3}|\w{6})$/)));
	});

	test.each(backgrounds)('can be made out on %s', (background) => {
		expect(contrast(tube, background)).toBeGreaterThanOrEqual(LEAST);
		expect(contrast(frame, background)).toBeGreaterThanOrEqual(LEAST);
	});

	test('has bars that can be made out', () => {
		expect(contrast(bars, tube)).toBeGreaterThanOrEqual(LEAST);
	});
});

test('each icon of the package is one of these', () => {
	expect(readdirSync(join(ROOT, 'icons')).toSorted()).toEqual(
		THEMES.map(([icon]) => icon).toSorted(),
	);
});
