import { hexId } from './ids.cts';
import { refusal } from './refusal.cts';
import type { Account } from './state.cts';
import { toUserReference } from './wire.cts';
import type { Described, Reference } from './wire.cts';

/** The address all projects are under. */
export const projectsPath = '/api/v1/projects';

/** A project as the API writes it. */
export type WireProject = Described<'Project'>;

/** Makes the memory for projects. The API of the sandbox cannot make any; a test adds them. */
export function createProjects() {
	let projects: WireProject[] = [];

	const visible = (account: Account): WireProject[] => {
		const { $ref } = toUserReference(account.user);
		return projects.filter((project) => project.owner.$ref === $ref);
	};

	return {
		/** Every project of every account. */
		all: (): WireProject[] => projects,
		/** One of the account's projects, or a 404. */
		find: (account: Account, id: string): WireProject => {
			const found = visible(account).find(({ $uri }) => $uri === `${projectsPath}/${id}`);
			if (found) return found;
			throw refusal(404, `There is no project ${id}`);
		},
		/** Adds a project to an account and gives its id. */
		add: (account: Account, name: string): string => {
			const id = hexId();
			projects.push({
				$uri: `${projectsPath}/${id}`,
				name,
				project_name: shorten(name),
				description: null,
				external_id: null,
				owner: toUserReference(account.user),
				permissions: ['can_see_files', 'can_edit_metadata', 'can_add_files'],
				public: false,
			});
			return id;
		},
		/** Throws a 400 unless the project is one of the account's. */
		insistOn: (account: Account, { $ref }: Reference): void => {
			if (visible(account).some((project) => project.$uri === $ref)) return;
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
