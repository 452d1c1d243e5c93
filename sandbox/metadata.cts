import { refusal } from './refusal.cts';
import { metadataPath } from './wire-samples.cts';
import type { World } from './worlds.cts';
import type { MetadataUpdate, WireMetadata, WireSample } from './wire-samples.cts';

/** The metadata record of a new sample: nothing is known yet. `id` is 16 hex digits. */
export function newMetadata(id: string, sample: WireSample): WireMetadata {
	return {
		$uri: `${metadataPath}/${id}`,
		sample: { $ref: sample.$uri },
		updated_at: sample.created_at,
		name: null,
		description: null,
		external_sample_id: null,
		date_collected: null,
		date_sequenced: null,
		library_type: null,
		platform: null,
		sample_type: null,
		location_string: null,
		location_lat: null,
		location_lon: null,
		starred: false,
		custom: {},
	};
}

/**
 * Applies a change to a metadata record, with `custom` as the world has it.
 *
 * @returns the changed record; a date that no calendar has is thrown as a 400
 */
export function changeMetadata(
	metadata: WireMetadata,
	update: MetadataUpdate,
	{ customPatch }: World,
): WireMetadata {
	const { date_collected, date_sequenced, starred, ...rest } = update;
	const isMerged = customPatch === 'merged' && metadata.custom && update.custom;
	return {
		...metadata,
		...rest,
		...(isMerged && { custom: { ...metadata.custom, ...update.custom } }),
		...(date_collected !== undefined && {
			date_collected: readDate('date_collected', date_collected),
		}),
		...(date_sequenced !== undefined && {
			date_sequenced: readDate('date_sequenced', date_sequenced),
		}),
		// It can be asked to be null, but is never answered as null.
		...(starred !== undefined && { starred: starred ?? false }),
	};
}

function readDate(field: string, date: string | null): string | null {
	if (date === null) return null;
	const time = Date.parse(date);
	const day = date.slice(0, 10);
	// 30 February is read as 2 March, and so not written as it came.
	const isInCalendar = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
	if (Number.isNaN(time) || !isInCalendar) throw refusal(400, `${field}: ${date} is no date`);
	return new Date(time).toISOString();
}
