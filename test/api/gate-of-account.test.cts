import { gateOf } from '../../nodes/OneCodex/api/http/gate';
import { pass } from '../fake-timing.cts';

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown =>
	jest.requireActual('../fake-timing.cts'),
);

test('an account has one gate for as long as it is used, and none for long after', () => {
	const gate = gateOf('account');
	for (let times = 0; times < 5; times++) {
		pass(9 * 60_000);
		gate.leave({});
	}
	expect(gateOf('account')).toBe(gate);
	pass(10 * 60_000);
	expect(gateOf('account')).not.toBe(gate);
});
