import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock, Engine } from '#lib/protocol/ports.ts';
import { migrate } from './db/migrations.ts';
import { createStamp } from './db/stamps.ts';
import type { LearningTables } from './db/tables.ts';
import { handleRequest } from './http/handle-request.ts';
import { createRouter } from './http/router.ts';
import { createProjectOf } from './keys/create-project-of.ts';
import { ensureDefaultProject } from './keys/default-project.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { ensureSecret } from './http/signed-link.ts';
import { allRoutes, openRoutes } from './routes/all-routes.ts';
import type { PipelineModel, Services } from './services.ts';
import { DEFAULT_SETTINGS, type LearningSettings } from './settings.ts';

export interface LearningOptions {
  /** Shares a database with other tables; its own start with `ac_`. */
  kysely: Kysely<LearningTables>;
  engine: Engine;
  model: PipelineModel;
  clock: Clock;
  /** The key of the default project: what clients send as bearer token. */
  apiKey: string;
  /** Gives UUIDs. */
  newId?: () => string;
  settings?: Partial<LearningSettings>;
  /** Hears of failures that no caller waits for. */
  onError?: (error: unknown) => void;
}

export interface Learning {
  /** Answers a request of Acontext's API, at any prefix that ends in `/api/v1`. Never throws. */
  handle: (request: Request) => Promise<Response>;
  /** Creates the tables and, unless `atRest`, goes on with what an earlier process left undone. Call it before the engine's `run`. */
  start: (how?: { atRest: boolean }) => Promise<void>;
  /** Lets go of what is being worked on; the next start goes on with it. Call it before the engine's `stop`. */
  stop: () => void;
}

/** The embedded Acontext: one handler, its pipeline and its tables. Defines its workflows on the engine. */
export function createLearning(options: LearningOptions): Learning {
  const stopping = new AbortController();
  const services: Services = {
    db: options.kysely,
    engine: options.engine,
    model: options.model,
    clock: options.clock,
    stamp: createStamp(options.clock),
    newId: options.newId ?? randomUUID,
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    onError: options.onError ?? (() => {}),
    stopping: stopping.signal,
  };
  const pipeline = createPipeline(services);
  const route = createRouter(allRoutes(pipeline));
  const open = createRouter(openRoutes);
  const projectOf = createProjectOf(services);
  return {
    handle: (request) => handleRequest(services, { open, route, projectOf }, request),
    start: async ({ atRest } = { atRest: false }) => {
      await migrate(services.db);
      await ensureSecret(services.db);
      await ensureDefaultProject(services, options.apiKey);
      if (!atRest) await pipeline.resume();
    },
    stop: () => stopping.abort(),
  };
}
