import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Backend, WorkflowRun } from 'openworkflow/internal';
import { BackendPostgres } from 'openworkflow/postgres';
import { BackendSqlite } from 'openworkflow/sqlite';
import postgres from 'postgres';
import { toStorageError } from '#lib/protocol/storage-error.ts';

export type EngineConfig =
  | { kind: 'sqlite'; dataDir: string }
  | { kind: 'postgres'; url: string; schema?: string };

export interface EngineBackend {
  backend: Backend;
  /** Frees what a killed process was working on. With several instances the leases' own end (30 s) does that. */
  freeLeases: () => void;
}

export async function connectBackend(config: EngineConfig): Promise<EngineBackend> {
  try {
    if (config.kind === 'postgres') {
      return { backend: await connectPostgres(config.url, config.schema), freeLeases: () => {} };
    }
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    const path = join(config.dataDir, 'engine.db');
    return { backend: BackendSqlite.connect(path), freeLeases: () => freeLeases(path) };
  } catch (error) {
    throw toStorageError(error);
  }
}

/** Its migrations collide when two new instances begin at once, so they go one after the other. */
async function connectPostgres(url: string, schema?: string): Promise<Backend> {
  const gate = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await gate`select pg_advisory_lock(hashtext('auto-learn-lab engine'))`;
    return await BackendPostgres.connect(url, schema === undefined ? {} : { schema });
  } finally {
    await gate.end({ timeout: 1 });
  }
}

/** Touches a table of openworkflow's, which is why its version is pinned. Sleeping workflows have no worker and stay. */
function freeLeases(path: string): void {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    database
      .prepare(
        `update workflow_runs set available_at = ?, worker_id = null
         where status = 'running' and worker_id is not null`,
      )
      .run(new Date().toISOString());
  } finally {
    database.close();
  }
}

/** Thrown into the executions of an engine that stops; whoever sees it gives the workflow back instead of failing it. */
export class EngineStopped extends Error {
  override readonly name = 'EngineStopped';

  constructor() {
    super('The engine stops');
  }
}

/** Reports every workflow that this process lets go of: ended, put to sleep, or given back. */
export function watchReleases(backend: Backend, released: (run: WorkflowRun) => void): void {
  const complete = backend.completeWorkflowRun.bind(backend);
  const fail = backend.failWorkflowRun.bind(backend);
  const sleep = backend.sleepWorkflowRun.bind(backend);
  const reporting = async (transition: Promise<WorkflowRun>) => {
    const run = await transition;
    released(run);
    return run;
  };
  backend.completeWorkflowRun = (params) => reporting(complete(params));
  backend.sleepWorkflowRun = (params) => reporting(sleep(params));
  backend.failWorkflowRun = (params) =>
    reporting(
      params.error.name === 'EngineStopped'
        ? sleep({
            workflowRunId: params.workflowRunId,
            workerId: params.workerId,
            availableAt: new Date(),
          })
        : fail(params),
    );
}
