import { z } from 'zod';

const filters = z.enum(['prefix', 'like', 'equality', 'nothing', 'ignored', 'refused', 'crashing']);
const orders = z.enum(['honoured', 'ignored', 'oldestFirst', 'refused']);

/**
 * What the documents of One Codex leave open, one setting each. The first value of each, and
 * 0 of a number, is the one that the sandbox plays unless told otherwise.
 */
export const worldSchema = z.strictObject({
	/**
	 * Whether the list of batches can be filtered, and how a filter is read:
	 *
	 * - `prefix`: every operator that the sandbox knows works
	 * - `like`: those that look for a part are SQL LIKE without escaping, so that in what they look
	 *   for `%` is anything, `_` any one character, and `\` takes the next one as it is
	 * - `equality`: a value, `$eq` and `$in` work; any other operator matches nothing
	 * - `nothing`: every filter matches nothing
	 * - `ignored`: everything comes
	 * - `refused`: 400
	 * - `crashing`: 500
	 */
	batchFilter: filters,
	/** The same for the list of analyses. */
	analysisFilter: filters,
	/**
	 * Whether the list of batches can be sorted:
	 *
	 * - `honoured`: it comes as asked
	 * - `ignored`: it always comes in an order that has nothing to do with time, so that a new batch
	 *   can stand anywhere in it
	 * - `oldestFirst`: it always comes so
	 * - `refused`: 400
	 */
	batchSort: orders,
	/** The same for the list of analyses. */
	analysisSort: orders,
	/**
	 * Whether the samples of a batch come in pages:
	 *
	 * - `whole`: they come all at once, whatever page is asked for
	 * - `wholeStrict`: they come all at once, and to ask for a page is a 400
	 * - `paged`: they come 50 at a time, like every other list
	 */
	batchSamples: z.enum(['whole', 'wholeStrict', 'paged']),
	/**
	 * Which samples, and which of their metadata, are in lists: the `whole` of what can be read; or
	 * `fewer`, where every second one is missing that can be read by its id.
	 */
	sampleLists: z.enum(['whole', 'fewer']),
	/** Whether the list of metadata can be filtered; see `batchFilter`. */
	metadataFilter: z.enum(['prefix', 'nothing', 'ignored', 'refused']),
	/**
	 * What tells how long a list is, where it has pages: `sent` is X-Total-Count and Link,
	 * `totalOnly` and `linkOnly` one of the two, `none` neither.
	 */
	counts: z.enum(['sent', 'totalOnly', 'linkOnly', 'none']),
	/** What a page after the last one is: an `empty` list, or a 404 (`notFound`). */
	beyondLastPage: z.enum(['empty', 'notFound']),
	/** How long a page can be: as long as `asked`, up to 100; or 5 at the most (`small`). */
	pageSize: z.enum(['asked', 'small']),
	/**
	 * When the list of a new batch's samples is complete. The answer to the registration always is.
	 *
	 * - `atOnce`: as soon as the batch can be read
	 * - `samplesLater`: it is empty until `samplesLagMs` have passed
	 * - `samplesBitByBit`: it holds the first half, rounded down, until then
	 */
	newBatches: z.enum(['atOnce', 'samplesLater', 'samplesBitByBit']),
	/** Milliseconds from the commit of a batch; see `newBatches`. */
	samplesLagMs: z.number().nonnegative(),
	/**
	 * What comes of a barcode that stands in a live batch:
	 *
	 * - `refused`: 400, with the barcode and the batch named
	 * - `conflict`: 409, likewise
	 * - `otherWords`: 400, in words that nobody can tell it by
	 * - `accepted`: it is registered once more
	 *
	 * A barcode that stands twice in one request is refused in each of them.
	 */
	repeatedBarcodes: z.enum(['refused', 'conflict', 'otherWords', 'accepted']),
	/** What comes of a new project whose short name is taken: it is `accepted`, or `refused` with 409. */
	repeatedProjects: z.enum(['accepted', 'refused']),
	/**
	 * How answers show a barcode: the `same` letters as were sent, or in `upperCase`. Two barcodes
	 * that differ in letter case only are then the same.
	 */
	barcodeEcho: z.enum(['same', 'upperCase']),
	/**
	 * What becomes of a batch's name: it stays the `same`; or it is `normalised`, which is Unicode
	 * NFC, without white space at its ends, and a single space for any other; or it is in
	 * `upperCase`. Filters compare with what it became. A batch that is there keeps its name.
	 */
	nameEcho: z.enum(['same', 'normalised', 'upperCase']),
	/**
	 * What the ids of batches and samples are: 16 `hex` digits; or a `segment`, of other characters
	 * that can stand in a path as they are. What is there keeps its id.
	 */
	ids: z.enum(['hex', 'segment']),
	/**
	 * What a batch is besides its id, its name, its time and being canceled, and what samples and
	 * metadata are in fields of no great use: as `documented`; or `odd`, with an owner, a number, a
	 * size, tags and often a status of a batch of other types, and more besides. Their lists then have
	 * an entry that is null and one that is empty, which are counted, unless there is nothing to list.
	 */
	otherFields: z.enum(['documented', 'odd']),
	/**
	 * How created_at is written: with its `zone`; with `noZone`, still in UTC; or `odd`, which is a
	 * number of milliseconds or not at all.
	 */
	times: z.enum(['zone', 'noZone', 'odd']),
	/**
	 * What the server takes the time to be, in created_at, updated_at and the Date header: the
	 * `same` as the sandbox's clock, or three hours `behind` or `ahead`. What is there keeps its
	 * times, and lags go by the sandbox's clock.
	 */
	clock: z.enum(['same', 'behind', 'ahead']),
	/** Whether answers have a Date header: it is `sent`, or there is `none`. */
	dateHeader: z.enum(['sent', 'none']),
	/**
	 * What a PATCH of custom values does to those that are there: they are `replaced` all at once, or
	 * `merged` with those that are sent.
	 */
	customPatch: z.enum(['replaced', 'merged']),
	/**
	 * How an answer speaks of other objects: they are `referred` to by $ref; or `embedded`, whole, as
	 * One Codex's own client asks for them.
	 */
	references: z.enum(['referred', 'embedded']),
	/** What job an analysis that was started refers to: the `same`, or a `version` of it with the same name. */
	jobReference: z.enum(['same', 'version']),
	/** Where a classification can be read: at `both` addresses, or only among one of the two. */
	analysisAddress: z.enum(['both', 'classifications', 'analyses']),
	/**
	 * Where the results of other analyses can be read: at `both` addresses; or only among those of all
	 * types (`analyses`), where functional profiles are not filtered.
	 */
	resultsAddress: z.enum(['both', 'analyses']),
	/**
	 * What a table of results holds: taxa as `documented`; or `odd` ones, with numbers as ids, counts
	 * under an older name and as text, and two entries that are no taxa.
	 */
	taxa: z.enum(['documented', 'odd']),
	/** What a link to the file of a sample that has none is: a 404 (`notFound`), a 400 or a 409. */
	noFile: z.enum(['notFound', 'badRequest', 'conflict']),
	/** Whether the length of a file is `sent` before it, or `unknown` until its end. */
	fileLength: z.enum(['sent', 'unknown']),
	/**
	 * How the content of a file comes: as it is, with no encoding (`none`); or as
	 * application/gzip with Content-Encoding `gzip`, packed in memory, so that the file has to be small.
	 */
	fileEncoding: z.enum(['none', 'gzip']),
});

/** One way that the real One Codex may turn out to be; see `worldSchema`. */
export type World = z.infer<typeof worldSchema>;

/** The world that the sandbox plays unless told otherwise. */
export const DEFAULT_WORLD: World = worldSchema.parse(
	Object.fromEntries(
		Object.entries<z.ZodTypeAny>(worldSchema.shape).map(([setting, schema]) => [
			setting,
			schema instanceof z.ZodEnum ? (schema.options as string[])[0] : 0,
		]),
	),
);

/** Whether all that is made and answered in a world is as the description says. */
export function keepsToDescription(world: World): boolean {
	const { ids, otherFields, times, references, taxa } = world;
	const isPlain = otherFields === 'documented' && taxa === 'documented';
	return isPlain && ids === 'hex' && times === 'zone' && references === 'referred';
}

/** A world with some settings changed; throws for what is no setting, or no value of it. */
export function changeWorld(world: World, changes: Partial<World>): World {
	return worldSchema.parse({ ...world, ...changes });
}
