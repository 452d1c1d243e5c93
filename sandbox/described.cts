// The schemas of openapi/onecodex.yaml as types, written by `npm run types`.

export type components = {
	schemas: {
		TubeBarcode: string;
		SpecimenType: 'Human stool' | 'Microbial cell culture';
		SequencingDepth: 'Standard' | 'Deep';
		TrackingNumber: string;
		BatchName: string;
		BatchStatus:
			| 'registered'
			| 'shipped_to_lab'
			| 'received_at_lab'
			| 'extracting'
			| 'preparing_library'
			| 'sequencing'
			| 'quality_control'
			| 'done'
			| 'canceled';
		TubeToRegister: {
			tube_barcode: components['schemas']['TubeBarcode'];
			specimen_type: components['schemas']['SpecimenType'];
			sequencing_depth: components['schemas']['SequencingDepth'];
		};
		RegisterRequest: {
			batch_name: components['schemas']['BatchName'];
			return_tracking_numbers: components['schemas']['TrackingNumber'][];
			samples: components['schemas']['TubeToRegister'][];
		};
		RegisterAnswer: {
			batch: components['schemas']['SequencingBatch'];
			samples: components['schemas']['TubeAndSample'][];
		};
		TubeAndSample: {
			tube_barcode: string;
			sample: components['schemas']['SampleReference'];
		};
		SampleReference: {
			$ref?: string;
		};
		UserReference: {
			$ref?: string;
		};
		MetadataReference: {
			$ref?: string;
		};
		ClassificationReference: {
			$ref?: string;
		};
		ProjectReference: {
			$ref: string;
		};
		TagReference: {
			$ref: string;
		};
		SequencingBatch: {
			$uri: string;
			batch_number: string;
			created_at: string;
			name: string | null;
			owner: components['schemas']['UserReference'];
			status: components['schemas']['BatchStatus'];
		};
		SampleStatus:
			| 'awaiting_data'
			| 'importing'
			| 'validating'
			| 'failed_validation'
			| 'available'
			| 'deleted';
		Sample: {
			$uri: string;
			created_at: string;
			updated_at?: string | null;
			filename?: string | null;
			size?: number | null;
			status: components['schemas']['SampleStatus'];
			error_msg?: string | null;
			visibility: 'public' | 'shared' | 'private' | 'importing' | 'awaiting data';
			owner: components['schemas']['UserReference'];
			metadata: components['schemas']['MetadataReference'];
			project?: components['schemas']['ProjectReference'] | null;
			tags?: components['schemas']['TagReference'][];
			primary_classification: components['schemas']['ClassificationReference'] | null;
		};
		SampleUpdate: {
			project?: components['schemas']['ProjectReference'] | null;
			tags?: components['schemas']['TagReference'][] | components['schemas']['TagByName'][];
		};
		LibraryType: 'WGS' | 'Targeted/16S' | 'Other';
		Platform:
			| '454 sequencing'
			| '454 GS FLX'
			| '454 GS FLX Titanium'
			| 'Illumina'
			| 'Illumina Genome Analyzer II'
			| 'Illumina HiSeq'
			| 'Illumina HiSeq 1500'
			| 'Illumina HiSeq 2000'
			| 'Illumina HiSeq 2500'
			| 'Illumina HiSeq 3000'
			| 'Illumina HiSeq 4000'
			| 'Illumina HiSeq X'
			| 'Illumina iSeq 100'
			| 'Illumina MiniSeq'
			| 'Illumina MiSeq'
			| 'Illumina NextSeq'
			| 'Illumina NextSeq 500'
			| 'Illumina NextSeq 550'
			| 'Illumina NovaSeq'
			| 'Illumina NovaSeq 5000'
			| 'Illumina NovaSeq 6000'
			| 'BGISEQ'
			| 'BGISEQ 50'
			| 'Element'
			| 'Element AVITI'
			| 'Ion'
			| 'Ion S5'
			| 'Ion S5 XL'
			| 'Ion PGM'
			| 'Ion Proton'
			| 'Ion Torrent'
			| 'Oxford Nanopore'
			| 'Oxford Nanopore GridION X5'
			| 'Oxford Nanopore MinION'
			| 'Oxford Nanopore PromethION'
			| 'PacBio'
			| 'PacBio RS II'
			| 'PacBio Sequel'
			| 'PacBio Sequel II System'
			| 'PacBio Revio'
			| 'PacBio Onso'
			| 'SOLiD'
			| 'Solexa Genome Analyzer'
			| 'Sanger'
			| 'Other';
		SampleType: 'Isolate' | 'Metagenomic' | 'Other';
		Metadata: {
			$uri: string;
			sample: components['schemas']['SampleReference'];
			updated_at?: string | null;
			name?: string | null;
			description?: string | null;
			external_sample_id?: string | null;
			date_collected?: string | null;
			date_sequenced?: string | null;
			library_type?: components['schemas']['LibraryType'] | null;
			platform?: components['schemas']['Platform'] | null;
			sample_type?: components['schemas']['SampleType'] | null;
			location_string?: string | null;
			location_lat?: number | null;
			location_lon?: number | null;
			starred?: boolean;
			custom?: {
				[key: string]: unknown;
			} | null;
		};
		MetadataUpdate: {
			name?: string | null;
			description?: string | null;
			external_sample_id?: string | null;
			date_collected?: string | null;
			date_sequenced?: string | null;
			library_type?: components['schemas']['LibraryType'] | null;
			platform?: components['schemas']['Platform'] | null;
			sample_type?: components['schemas']['SampleType'] | null;
			location_string?: string | null;
			location_lat?: number | null;
			location_lon?: number | null;
			starred?: boolean | null;
			custom?: {
				[key: string]: string | number | boolean | null;
			} | null;
		};
		JobReference: {
			$ref?: string;
		};
		Classification: {
			$uri: string;
			created_at: string;
			updated_at?: string | null;
			complete?: boolean;
			success?: boolean;
			error_msg?: string | null;
			job: components['schemas']['JobReference'];
			job_args?: Record<string, never> | null;
			sample: components['schemas']['SampleReference'];
			results_uri: string | null;
		};
		Analysis: {
			$uri: string;
			analysis_type:
				| 'classification'
				| 'panel'
				| 'alignment'
				| 'control'
				| 'report'
				| 'functional'
				| 'workflow'
				| 'mlst'
				| 'assembly_run';
			created_at: string;
			updated_at?: string | null;
			complete?: boolean;
			success?: boolean;
			error_msg?: string | null;
			job: components['schemas']['JobReference'];
			job_args?: Record<string, never> | null;
			sample: components['schemas']['SampleReference'];
		};
		AnalysisReference: {
			$ref?: string;
		};
		JobToRun: {
			sample: {
				$ref: string;
			};
			job_args: Record<string, never>;
		};
		Job: {
			$uri: string;
			name: string;
			analysis_type: string;
			created_at: string;
			job_args_schema: Record<string, never>;
			public: boolean;
		};
		AnalysisFiles: {
			files: components['schemas']['AnalysisFile'][];
		};
		AnalysisFile: {
			filename: string;
			filepath: string;
			size: number;
			url: string;
		};
		SampleLink: {
			download_uri: string;
			expires_in_hours: number;
		};
		AnyResults: Record<string, never>;
		AlignmentResults: {
			assembly_accession?: string | null;
			assembly_id: string;
			average_coverage: number;
			average_identity: number;
			coverage: {
				binned_depths: Record<string, never>[];
				binned_window_width: string;
			};
			genome_id?: string | null;
			genome_name?: string | null;
			genome_taxon_id?: string | null;
			genome_taxon_name?: string | null;
			median_depth: number;
			n_mapped?: number | null;
			n_reads?: number | null;
		};
		ControlResults: {
			analysis_type: string;
			control_job: string;
			false_positive_orgs: unknown;
			filename: string;
			metrics: unknown;
			product_code: string;
			true_positive_orgs: unknown;
		};
		MlstResults: {
			mlstResults: {
				results: {
					alleles: {
						allele: number;
						gene: string;
					}[];
					metadata: Record<string, never>[];
					st: number;
				}[];
				summary: {
					complete_match: boolean;
					mlst?: number | null;
					n_alleles_matched: number;
					n_alleles_total: number;
				};
			};
			panelResults: unknown;
		};
		PanelResults: {
			panel_name: string;
			panel_results: unknown;
		};
		FunctionalGroup: 'pathways' | 'metacyc' | 'eggnog' | 'go' | 'ko' | 'ec' | 'pfam' | 'reaction';
		FunctionalMetric: 'rpk' | 'cpm' | 'abundance' | 'coverage' | 'complete_abundance';
		ProfilePart: {
			n_mapped: number;
			n_reads: number;
			table: {
				id: string;
				name?: string | null;
				taxon_id?: string | null;
				taxon_name?: string | null;
				value: number;
			}[];
		};
		ClassificationResults: {
			host_tax_ids: string[];
			n_reads: number;
			table: components['schemas']['Taxon'][];
		};
		Taxon: {
			tax_id: string;
			parent_tax_id: string | null;
			name: string;
			rank: string;
			readcount: number;
			readcount_w_children: number;
			unfiltered_readcount?: number | null;
			unfiltered_readcount_w_children?: number | null;
			abundance: number | null;
			abundance_w_children: number | null;
		};
		Project: {
			$uri: string;
			name?: string | null;
			project_name: string | null;
			description?: string | null;
			external_id?: string | null;
			owner: components['schemas']['UserReference'];
			permissions: string[];
			public?: boolean;
		};
		ProjectToCreate: {
			name: string;
			project_name: string;
			description?: string;
		};
		TagName: string;
		TagByName: {
			name: components['schemas']['TagName'];
		};
		Tag: {
			$uri: string;
			name: components['schemas']['TagName'];
		};
		Account: {
			confirmed_at: string;
			created_at: string;
			email: string;
			user: components['schemas']['UserReference'];
		};
		Error: {
			message: string;
			status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 429 | 500 | 503;
		};
	};
	responses: never;
	parameters: never;
	requestBodies: never;
	headers: never;
	pathItems: never;
};
