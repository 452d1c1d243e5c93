import { startSandbox, type Sandbox } from '../../../sandbox/server.cts';
import { connect, type N8nClient } from '../../../scripts/lib/n8n/client.cts';
import type { Runtime } from '../../../scripts/lib/install/n8n.cts';
import { startN8n } from '../../../scripts/lib/n8n/server.cts';
import { startPostgres, type Postgres } from '../../services/postgres.cts';
import { startRedis, type Redis } from '../../services/redis.cts';
import { startAll } from './closing.cts';
import { createWorker, type Worker } from './worker.cts';

/** An n8n in queue mode: one main process and two workers, with a sandbox to register with. */
export interface Cluster {
	sandbox: Sandbox;
	client: N8nClient;
	workers: [Worker, Worker];
	stop: () => Promise<void>;
}

export interface ClusterOptions {
	runtime: Runtime;
	/** The folder of PostgreSQL's programs. */
	postgres: string;
	/** Creates a user folder that holds the package. Each process needs its own. */
	userFolder: () => Promise<string>;
}

/** Starts all processes of an n8n in queue mode, on an empty database. */
export async function startCluster({ runtime, postgres, userFolder }: ClusterOptions) {
	return await startAll<Omit<Cluster, 'stop'>>(async (closing) => {
		const sandbox = await startTolerantSandbox();
		closing.add({ stop: sandbox.close });
		const database = closing.add(await startPostgres(postgres));
		const redis = closing.add(await startRedis());
		const env = queueMode(database, redis);
		const options = async () => ({ runtime, env, userFolder: await userFolder() });

		// The main process creates the tables that the workers need.
		const main = closing.add(await startN8n(await options()));
		const workers: Cluster['workers'] = [
			closing.add(createWorker(await options())),
			closing.add(createWorker(await options())),
		];
		await Promise.all(workers.map((worker) => worker.start()));
		return { sandbox, workers, client: await connect(main.url) };
	});
}

/** A sandbox where a tube can be registered twice, so that the tests notice if that happens. */
export const startTolerantSandbox = () => startSandbox({ world: { repeatedBarcodes: 'accepted' } });

/** The settings that make n8n keep its data in PostgreSQL. */
const onPostgres = (database: Postgres): NodeJS.ProcessEnv => ({
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(database.port),
	DB_POSTGRESDB_DATABASE: database.database,
	DB_POSTGRESDB_USER: database.user,
	DB_POSTGRESDB_PASSWORD: database.password,
});

function queueMode(database: Postgres, redis: Redis): NodeJS.ProcessEnv {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		...onPostgres(database),
		// n8n notices the death of a worker within seconds instead of minutes.
		QUEUE_WORKER_LOCK_DURATION: '5000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
		QUEUE_WORKER_STALLED_INTERVAL: '3000',
	};
}
