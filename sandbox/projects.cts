import type { components } from './described.cts';
import { hexId } from './ids.cts';
import { refusal } from './refusal.cts';
import type { Account, Clock } from './state.cts';
import { toUserReference } from './wire.cts';
import type { Described, Reference } from './wire.cts';
import type { World } from './worlds.cts';

/** The address all projects are under. */
export const projectsPath = '/api/v1/projects';

/** A project as the API writes it. */
export type WireProject = Described<'Project'>;

/** The body of a request for a new project, already checked against the description. */
export type ProjectToCreate = components['schemas']['ProjectToCreate'];

type About = Pick<WireProject, 'name' | 'project_name'> & { description?: string };

/** Makes the memory for projects. One that a client creates can be read when the lag has passed. */
export function createProjects(clock: Clock, world: () => World) {
	let projects: Array<{ project: WireProject; at: number }> = [];

	const ofAccount = (account: Account, latest = Infinity): WireProject[] => {
		const { $ref } = toUserReference(account.user);
		const mine = projects.filter(({ project, at }) => project.owner.$ref === $ref && at <= latest);
		return mine.map(({ project }) => project);
	};
	const visible = (account: Account) => ofAccount(account, clock.latestReadable());

	function keep(account: Account, about: About, at: number): WireProject {
		const { name, project_name, description = null } = about;
		const project: WireProject = {
			$uri: `${projectsPath}/${hexId()}`,
			name,
			project_name,
			description,
			external_id: null,
			owner: toUserReference(account.user),
			permissions: ['can_see_files', 'can_edit_metadata', 'can_add_files'],
			public: false,
		};
		projects.push({ project, at });
		return project;
	}

	return {
		/** Every project of every account. */
		all: (): WireProject[] => projects.map(({ project }) => project),
		/** One of the account's projects, or a 404. */
		find: (account: Account, id: string): WireProject => {
			const found = visible(account).find(({ $uri }) => $uri === `${projectsPath}/${id}`);
			if (found) return found;
			throw refusal(404, `There is no project ${id}`);
		},
		/** Adds a project to an account and gives its id. */
		add: (account: Account, name: string): string => {
			const { $uri } = keep(account, { name, project_name: shorten(name) }, -Infinity);
			return $uri.split('/').at(-1) ?? '';
		},
		/** Makes what a client asks for. A name that is taken is a 409 in some worlds. */
		create: (account: Account, about: ProjectToCreate): WireProject => {
			const isTaken = ofAccount(account).some((one) => one.project_name === about.project_name);
			if (isTaken && world().repeatedProjects === 'refused') {
				throw refusal(409, `There is a project ${about.project_name}`);
			}
			return keep(account, about, clock.now());
		},
		/** Throws a 400 unless the project is one of the account's. */
		insistOn: (account: Account, { $ref }: Reference): void => {
			if (ofAccount(account).some((project) => project.$uri === $ref)) return;
			throw refusal(400, `project: there is no ${$ref}`);
		},
		/** Forgets every project. */
		reset: () => {
			projects = [];
		},
		/** The account's projects, oldest first. */
		visible,
	};
}

/** A name of the kind that stands in addresses; null for one that cannot be made into any. */
function shorten(name: string): string | null {
	const short = name.replace(/[^a-zA-Z0-9_-]+/g, '-').slice(0, 15);
	return short.length < 3 ? null : short;
}
