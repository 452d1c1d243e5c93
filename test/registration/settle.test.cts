import { SETTLING_MS } from '../../nodes/OneCodex/registration/looking/memory';
import { LOOK_PAUSES_MS } from '../../nodes/OneCodex/registration/settle';

test('the looks for a lost batch take as long as a batch may take to show', () => {
	expect(LOOK_PAUSES_MS.reduce((sum, pause) => sum + pause, 0)).toBe(SETTLING_MS);
});
