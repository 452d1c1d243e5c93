import { makeRowCheck } from '../../nodes/OneCodex/registration/planning/check';
import { planRegistration, type Plan } from '../../nodes/OneCodex/registration/planning/plan';
import type { Row } from '../../nodes/OneCodex/registration/planning/row';

/** What a run of these rows would do. */
export const plan = (rows: Row[], restoreLeadingZeros = false): Plan =>
	planRegistration(rows, rows.map(makeRowCheck(restoreLeadingZeros)));

/** The batches of a plan by name, with the rows in each. */
export const batchesOf = ({ batches }: Plan) =>
	batches.map(({ name, tubes }) => [name, tubes.map(({ row }) => row)]);

/** The faults of a plan by their codes. */
export const problemsOf = ({ problems }: Plan) =>
	problems.map(({ row, field, code }) => [row, field, code]);
