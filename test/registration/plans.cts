import { planRegistration, type Plan } from '../../nodes/OneCodex/registration/planning/plan';
import type { Row } from '../../nodes/OneCodex/registration/planning/row';

/** What a run of these rows would do. */
export const plan = (rows: Row[], restoreLeadingZeros = false): Plan =>
	planRegistration(rows, restoreLeadingZeros);

/** The batches of a plan by name, with the rows in each. */
export const batchesOf = ({ batches }: Plan) =>
	batches.map(({ name, tubes }) => [name, tubes.map(({ row }) => row)]);

/** The problems of a plan, without values and cures. */
export const problemsOf = ({ problems }: Plan) =>
	problems.map(({ row, field, what }) => [row, field, what]);
