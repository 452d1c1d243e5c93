import manifest from '../../package.json';
import { runNode } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';

const { sandbox, credential } = useSandbox();

test('each request says which version of this package asks', async () => {
	await runNode([tube(1)], { credential: credential() });
	const { requests } = sandbox();
	expect(requests.map(({ method }) => method)).toEqual(expect.arrayContaining(['GET', 'POST']));
	const agents = new Set(requests.map(({ userAgent }) => userAgent));
	expect(agents).toEqual(new Set([`${manifest.name}/${manifest.version}`]));
});
