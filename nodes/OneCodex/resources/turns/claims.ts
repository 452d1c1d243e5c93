import { acquire, LOOK_MS, type Claim, type ClaimStore, type Timing } from './claim';
import { unlessCancelled } from '../../api/cancel';

/** Runs of one node in this process that share a claim: among themselves they take turns by other means. */
interface Phase {
	members: number;
	/** Whether more may join. */
	isOpen: boolean;
	/** Whether the claim is still waited for. */
	isPending: boolean;
	/** The claim; undefined where it cannot be had. */
	claim: Promise<Claim | undefined>;
	/** Resolves when the next phase may begin. */
	ended: Promise<void>;
	end(): void;
}

// Whoever made way for others looks again only when they have looked.
const WAY_MS = 2 * LOOK_MS;

/**
 * Makes what does work while no other process of this n8n does work under the same key. Where the store
 * does not work, the work is done all the same.
 * @returns a function that throws the reason of the signal if the execution is cancelled while it waits
 */
export function claims(timing: Timing) {
	const phases = new Map<string, Phase>();

	function begin(key: string, store: ClaimStore): Phase {
		let end = () => {};
		const ended = new Promise<void>((resolve) => {
			end = () => {
				if (phases.get(key) === phase) phases.delete(key);
				resolve();
			};
		});
		const claim = Promise.resolve()
			.then(() => acquire(store, timing, () => phase.members > 0))
			.then(async (got) => {
				phase.isPending = false;
				if (phase.members === 0) await got?.release();
				else if (!got) end();
				return got;
			});
		const phase: Phase = { members: 0, isOpen: true, isPending: true, claim, ended, end };
		phases.set(key, phase);
		return phase;
	}

	async function leave(phase: Phase): Promise<void> {
		phase.members -= 1;
		if (phase.members > 0) return;
		const makesWay = !phase.isOpen;
		phase.isOpen = false;
		// What is pending releases itself.
		if (phase.isPending) return phase.end();
		await (await phase.claim)?.release();
		if (makesWay) timing.later(WAY_MS, phase.end);
		else phase.end();
	}

	async function join(
		key: string,
		store: ClaimStore,
		signal: AbortSignal | undefined,
	): Promise<Phase> {
		for (;;) {
			const phase = phases.get(key) ?? begin(key, store);
			if (!phase.isOpen) {
				await unlessCancelled(phase.ended, signal);
				continue;
			}
			const isLate = !phase.isPending;
			let isIn = false;
			phase.members += 1;
			try {
				const claim = await unlessCancelled(phase.claim, signal);
				// Those who came before the claim was had are let in together.
				isIn = !isLate || !(await claim?.isWanted());
			} finally {
				if (!isIn) {
					phase.isOpen &&= !isLate;
					await leave(phase);
				}
			}
			if (isIn) return phase;
		}
	}

	return async function claiming<T>(
		key: string,
		store: ClaimStore,
		signal: AbortSignal | undefined,
		work: () => Promise<T>,
	): Promise<T> {
		const phase = await join(key, store, signal);
		try {
			return await work();
		} finally {
			await leave(phase);
		}
	};
}
