import { NOUNS, withArticle } from '../../nodes/OneCodex/domain/ids';

test('each kind of object has its article', () => {
	expect(Object.values(NOUNS).map(withArticle)).toEqual([
		'a sequencing batch',
		'a sample',
		'a metadata record',
		'a project',
		'an analysis',
		'a job',
	]);
});
