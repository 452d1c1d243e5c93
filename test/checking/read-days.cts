import { DateTime } from 'luxon';

import { readDay } from '../../nodes/OneCodex/checking/dates';
import { addCustomCells, type CustomChanges } from '../../nodes/OneCodex/metadata/custom';

// Reads dates as days, in the time zone of this process and for a workflow in the zone that is given.
const [zone = ''] = process.argv.slice(2);

const CELLS: Record<string, unknown> = {
	ofProcess: new Date(2026, 0, 31),
	ofProcessInSummer: new Date(2026, 6, 1),
	ofWorkflow: DateTime.fromISO('2026-01-31', { zone }).toJSDate(),
	ofUtc: new Date('2026-01-31'),
	ofLuxon: DateTime.fromISO('2026-01-31', { zone }),
	ofLuxonElsewhere: DateTime.fromISO('2026-01-31', { zone: 'Asia/Tokyo' }),
	asText: DateTime.fromISO('2026-01-31', { zone }).toJSDate().toJSON(),
	time: new Date('2026-01-31T10:17:00Z'),
};

const read = ([name, cell]: [string, unknown]) => {
	const reading = readDay('date_collected', cell, zone);
	return [name, reading.kind === 'value' ? reading.value : reading.kind];
};
const custom: CustomChanges = new Map();
const dates = Object.entries(CELLS).filter(([, cell]) => cell instanceof Date);
addCustomCells(custom, dates, { clearEmpty: false, zone }, []);

const days = Object.fromEntries(Object.entries(CELLS).map(read)) as object;
process.stdout.write(JSON.stringify({ days, custom: Object.fromEntries(custom) }));
