/** The ways to register the rows of a webhook, and the floor, which registers nothing. */
export type Way = OwnWay | 'code' | 'editFields' | 'floor';

/** Those that use the package's node. */
export type OwnWay = (typeof ownWays)[number];

const ownWays = ['automatic', 'manual', 'functions'] as const;

export const isOwn = (way: Way): way is OwnWay => ownWays.some((own) => own === way);

/** All of them as they are named in tables, the package's own first. */
export const ways: Record<Way, string> = {
	automatic: 'One Codex node, automatic mapping',
	manual: 'One Codex node, manual mapping',
	functions: 'One Codex node, a function in every mapped field',
	code: 'Code + HTTP Request + Split Out',
	editFields: 'Edit Fields + Aggregate + HTTP Request + Split Out',
	floor: 'Floor: a workflow that only splits the rows',
};
