import { useSavedLab, type Given, type SavedLab } from './saved-lab.cts';
import { savedNodes } from './saved.cts';
import { barcode } from './with-sandbox.cts';

const VERSION = '0.1.0';

const { open } = useSavedLab(VERSION);

/** What has to be in what a node gives; more may come to be there. */
type Expected = (lab: SavedLab) => Partial<Given>;

const items = (make: (lab: SavedLab, index: 0 | 1) => object): Expected => {
	return (lab) => ({ items: ([0, 1] as const).map((index) => make(lab, index)) as Given['items'] });
};

const metadata = items(({ samples, records }, index) => ({
	metadata_id: records[index],
	sample_id: samples[index],
	name: null,
	sample_type: null,
	custom: {},
}));
const wholeMetadata = items(({ samples, records }, index) => ({
	$uri: `/api/v1/metadata/${records[index]}`,
	sample: { $ref: `/api/v1/samples/${samples[index]}` },
	location_lat: null,
	custom: {},
}));
const written = (starred: boolean): Expected => {
	const fields = (index: number) => ({
		name: 'Patient 7',
		external_sample_id: `P-${index + 1}`,
		description: 'Day 1',
		sample_type: 'Metagenomic',
		library_type: 'WGS',
		platform: 'Illumina MiSeq',
		date_collected: '2026-01-05T00:00:00Z',
		date_sequenced: '2026-02-01T09:30:00+01:00',
		location_string: 'Lausanne',
		location_lat: 46.52,
		location_lon: 6.63,
		starred,
		custom: { Diet: 'vegan' },
	});
	return ({ records }) => ({
		items: [0, 1].map((index) => ({
			...fields(index),
			$uri: `/api/v1/metadata/${records[index]}`,
			date_collected: '2026-01-05T00:00:00.000Z',
			date_sequenced: '2026-02-01T08:30:00.000Z',
		})),
		sent: [0, 1].map(fields),
	});
};
const sample = items(({ samples, records }, index) => ({
	sample_id: samples[index],
	sample_status: 'available',
	filename: `${barcode(index + 1)}.fastq.gz`,
	metadata_id: records[index],
	primary_classification_id: expect.any(String) as string,
}));
const wholeSample = items(({ samples }, index) => ({
	$uri: `/api/v1/samples/${samples[index]}`,
	status: 'available',
	size: 1_000,
}));
const files: Expected = ({ rows }) => ({
	items: rows.flatMap(({ analysis_id }) =>
		['results.tsv', 'report.html'].map((filename) => ({ analysis_id, filename })),
	),
});
const file = items(({ samples }, index) => ({
	sample_id: samples[index],
	filename: `${barcode(index + 1)}.fastq.gz`,
	size: 1_000,
}));
const one =
	(expected: Expected): Expected =>
	(lab) => ({ items: expected(lab).items?.slice(0, 1) });
const inProject: Expected = (lab) => {
	const project = { $ref: `/api/v1/projects/${lab.ids.PROJECT}` };
	return {
		items: wholeSample(lab).items?.map((item) => ({ ...item, project })),
		sent: [0, 1].map((index) => ({
			project,
			tags: [{ name: `P-${index + 1}` }, { name: 'pilot' }],
		})),
	};
};
const batch = items(({ ids }) => ({
	batch_id: ids.BATCH,
	batch_number: 'SB000001',
	batch_name: 'Rack 1',
	batch_status: 'registered',
}));
const wholeBatch = items(({ ids }) => ({
	$uri: `/api/v1/sequencing/batches/${ids.BATCH}`,
	name: 'Rack 1',
	status: 'registered',
}));

const STOOL = { specimen_type: 'Human stool', sequencing_depth: 'Standard' };
const CULTURE = { specimen_type: 'Microbial cell culture', sequencing_depth: 'Deep' };
const tubesOf = (from: number, cells: object) =>
	[0, 1].map((index) => ({ tube_barcode: barcode(from + index), ...cells }));
const BY_HAND = [
	{ tube_barcode: '20000000000001', ...CULTURE },
	{ tube_barcode: '20000000000002', ...STOOL },
];
const registered = (tubes: Array<{ tube_barcode: string }>): Expected => {
	return () => ({
		items: tubes.map(({ tube_barcode }) => ({
			tube_barcode,
			batch: expect.objectContaining({ name: 'Rack 3', status: 'registered' }) as object,
			already_registered: false,
		})),
		sent: [{ batch_name: 'Rack 3', return_tracking_numbers: ['1Z 999', '1Z 998'], samples: tubes }],
	});
};
const valid = (tubes: object[], batch_name = 'Rack 3'): Expected => {
	return () => ({
		items: tubes.map((tube) => ({ valid: true, sample: tube, batch_name, problems: [] })),
		sent: [],
	});
};

const analysis = items(({ samples }, index) => ({
	analysis_id: expect.any(String) as string,
	analysis_type: 'classification',
	analysis_success: true,
	sample_id: samples[index],
}));
const wholeAnalysis = items(({ samples }, index) => ({
	analysis_type: 'classification',
	sample: { $ref: `/api/v1/samples/${samples[index]}` },
}));

const GIVEN: Record<string, Expected> = {
	'Get Analysis': analysis,
	'Get Analyses by Filter': wholeAnalysis,
	'Get Results of Analysis': items(({ samples }, index) => ({
		analysis_id: expect.any(String) as string,
		sample_id: samples[index],
		n_reads: 98_500,
	})),
	'Get Metadata': metadata,
	'Get Metadata by Sample': wholeMetadata,
	'Get Metadata by Record': wholeMetadata,
	'Update Metadata': (lab) => ({ ...metadata(lab), sent: [] }),
	'Update Metadata by Sample': written(true),
	'Update Metadata by Record': written(false),
	'Get Sample': sample,
	'Get Sample by Address': wholeSample,
	'Get Files': files,
	'Download Files': files,
	'Download Results': (lab) => ({ items: files(lab).items?.filter((_, index) => index % 2 === 0) }),
	'Get Download Link': file,
	'Get Download Link by Address': file,
	'Download File': file,
	'Download File into Field': file,
	'Get Samples': sample,
	'Get Samples by Filter': wholeSample,
	'Get a Sample': one(sample),
	'Get Results': ({ samples }) => ({
		items: samples.flatMap((sample_id) =>
			TAXA.map((name) => ({ sample_id, name, n_reads: 98_500 })),
		),
	}),
	'Get Results of Sample': ({ samples }) => ({
		items: samples.map((sample_id) => ({
			sample_id,
			n_reads: 98_500,
			table: TAXA.slice(3).map((name) => expect.objectContaining({ name }) as object),
		})),
	}),
	'Update Sample in Project': inProject,
	'Update Sample by Project Name': items((_, index) => ({ project_name: `P-${index + 1}` })),
	'Run Job': (lab) => ({
		...items(({ samples, ids }, index) => ({ sample_id: samples[index], job_id: ids.JOB }))(lab),
		sent: lab.samples.map((one) => ({ sample: { $ref: `/api/v1/samples/${one}` }, job_args: {} })),
	}),
	'Get Projects': ({ ids }) => ({ items: [{ project_id: ids.PROJECT, project_name: 'Pilot' }] }),
	'Create Project': () => {
		const projects = [1, 2].map((patient) => ({
			name: `Patient P-${patient}`,
			project_name: `P-${patient}`,
			description: 'Day 1',
		}));
		return { items: projects, sent: projects };
	},
	'Get Batch': batch,
	'Get Batch from List': wholeBatch,
	'Get Batches': one(batch),
	'Get Batches by Filter': one(wholeBatch),
	'Get a Batch': one(batch),
	'Find Tubes': items(({ samples, ids }, index) => ({
		tube_barcode: barcode(index + 1),
		sample_id: samples[index],
		batch_id: ids.BATCH,
		batch_status: 'registered',
	})),
	'Get Sample by Tube Barcode': sample,
	'Get Tubes': items(({ samples, ids }, index) => ({
		tube_barcode: barcode(index + 1),
		sample_id: samples[index],
		batch_id: ids.BATCH,
	})),
	'Get Tubes with Status': items(({ samples }, index) => ({
		tube_barcode: barcode(index + 1),
		sample: expect.objectContaining({
			$uri: `/api/v1/samples/${samples[index]}`,
			status: 'available',
		}) as object,
	})),
	Register: () => ({
		items: tubesOf(10, { batch_name: 'Rack 2', already_registered: false }),
		sent: [
			{
				batch_name: 'Rack 2',
				return_tracking_numbers: ['7946 1234 5678'],
				samples: tubesOf(10, STOOL),
			},
		],
	}),
	'Register Mapped': registered(tubesOf(20, CULTURE)),
	'Register List': registered(tubesOf(30, CULTURE)),
	'Register by Hand': registered(BY_HAND),
	Validate: valid(tubesOf(10, STOOL), 'Rack 2'),
	'Validate Mapped': valid(tubesOf(20, CULTURE)),
	'Validate List': valid(tubesOf(30, CULTURE)),
	'Validate by Hand': valid(BY_HAND),
	'Validate with History': (lab) => {
		const { items: all, ...rest } = valid(tubesOf(30, CULTURE))(lab);
		return { ...rest, items: all?.map((item) => ({ ...item, already_registered: false })) };
	},
};

const TAXA = [
	'root',
	'Bacteria',
	'Bacteroidaceae',
	'Bacteroides',
	'Bacteroides uniformis',
	'Phocaeicola vulgatus',
	'Faecalibacterium prausnitzii',
];

// An update of nothing at all stops, as it always did.
const STOPS = 'Update Sample';

test('it is said what each of its nodes gives', () => {
	const nodes = savedNodes(VERSION).filter(({ type }) => type.endsWith('.oneCodex'));
	const names = nodes.map(({ name }) => name);
	expect([...Object.keys(GIVEN), STOPS].sort()).toEqual(names.sort());
});

test.each(Object.entries(GIVEN))('%s gives what it gave', async (name, expected) => {
	const lab = open();
	if (name === 'Get Samples by Filter') await lab.run('Update Sample in Project');
	const given = await lab.run(name);
	expect(given).toMatchObject({ status: 'success', ...expected(lab) });
});

test(`${STOPS} without fields stops the workflow`, async () => {
	expect(await open().run(STOPS)).toEqual({ status: 'error', items: [], sent: [] });
});
