import { runNode } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';

const { sandbox, credential, posts } = useSandbox({
	world: { repeatedBarcodes: 'accepted' },
});

test.each([1, 2])(
	'a batch that is listed without %i of its samples is not sent again',
	async (some) => {
		const register = () => runNode([tube(1), tube(2)], { credential: credential() });
		const first = await register();
		sandbox().inject({
			match: { method: 'GET', path: /\/samples$/ },
			times: 'always',
			fault: { kind: 'dropSamples', barcodes: some },
		});
		const again = await register();
		expect(again.output.map(({ json }) => [json.sample_id, json.already_registered])).toEqual(
			first.output.map(({ json }) => [json.sample_id, true]),
		);
		expect(posts()).toHaveLength(1);
		expect(
			sandbox()
				.batches()[0]
				?.tubes.map((one) => one.barcode),
		).toEqual([1, 2].map(barcode));
	},
);
