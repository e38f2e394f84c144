import { z } from 'zod';
import { createLearning, type PipelineModel } from '#lib/learning/index.ts';
import type { LearningSettings } from '#lib/learning/index.ts';
import type { Clock } from '#lib/protocol/ports.ts';
import { createInMemoryEngine } from './in-memory-engine.ts';
import { learningDatabase } from './learning-database.ts';
import { scriptedPipeline } from './scripted-pipeline.ts';

export const TEST_KEY = 'sk-ac-test';

const envelopeSchema = z.object({
  code: z.number(),
  msg: z.string(),
  data: z.unknown().optional(),
  error: z.string().optional(),
});

export interface Answer {
  status: number;
  code: number;
  msg: string;
  data: unknown;
  error: string | undefined;
  hasData: boolean;
}

export interface HarnessOptions {
  model?: PipelineModel;
  settings?: Partial<LearningSettings>;
  clock?: Clock;
  /** An existing database file: what a process that died left behind. */
  path?: string;
  /** A Postgres server, where it gets a schema of its own; else SQLite. */
  postgresUrl?: string;
}

/** The embedded Acontext on a database of its own, with an engine that lives as long as this process. */
export async function learningHarness(options: HarnessOptions = {}) {
  const database = await learningDatabase(options);
  const { kysely, path } = database;
  const engine = createInMemoryEngine();
  const errors: unknown[] = [];
  const learning = createLearning({
    kysely,
    engine,
    model: options.model ?? scriptedPipeline({}).model,
    clock: options.clock ?? Date,
    apiKey: TEST_KEY,
    ...(options.settings && { settings: options.settings }),
    onError: (error) => errors.push(error),
  });
  await learning.start();
  await engine.run();

  const send = (method: string, route: string, init: RequestInit = {}): Promise<Response> => {
    const request = new Request(`http://lab.test/acontext/api/v1${route}`, { ...init, method });
    request.headers.set('authorization', `Bearer ${TEST_KEY}`);
    return learning.handle(request);
  };

  return {
    path,
    kysely,
    engine,
    learning,
    errors,
    send,
    /** Sends JSON (or nothing) and takes the envelope apart. */
    call: async (method: string, route: string, body?: unknown): Promise<Answer> => {
      const response = await send(
        method,
        route,
        body === undefined
          ? {}
          : {
              body: typeof body === 'string' ? body : JSON.stringify(body),
              headers: { 'content-type': 'application/json' },
            },
      );
      const { code, msg, data, error } = envelopeSchema.parse(await response.clone().json());
      const hasData = z.record(z.string(), z.unknown()).parse(await response.json());
      return { status: response.status, code, msg, data, error, hasData: 'data' in hasData };
    },
    /** As if the process were killed: nothing is ended, nothing more is started. */
    crash: async () => {
      engine.crash();
      learning.stop();
      await kysely.destroy();
    },
    close: async () => {
      learning.stop();
      await engine.stop();
      await database.remove();
    },
  };
}

export type LearningHarness = Awaited<ReturnType<typeof learningHarness>>;

const idSchema = z.object({ id: z.string() });

/** The walkthrough's start: a space, a session, the session attached to the space. */
export async function attachedSession({ call }: Pick<LearningHarness, 'call'>, spaceId?: string) {
  const space = spaceId ?? idSchema.parse((await call('POST', '/learning_spaces', {})).data).id;
  const session = idSchema.parse((await call('POST', '/session', {})).data).id;
  await call('POST', `/learning_spaces/${space}/learn`, { session_id: session });
  return { space, session };
}

export async function say({ call }: Pick<LearningHarness, 'call'>, session: string, ...texts: string[]) {
  for (const content of texts) {
    await call('POST', `/session/${session}/messages`, { blob: { role: 'user', content } });
  }
}

/** Polls until the learning of a session has ended. */
export async function learned(
  { call }: Pick<LearningHarness, 'call'>,
  { space, session }: { space: string; session: string },
): Promise<{ status: string; error?: string | undefined }> {
  const schema = z.object({ status: z.string(), error: z.string().optional() });
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { data } = await call('GET', `/learning_spaces/${space}/sessions/${session}`);
    const link = schema.parse(data);
    if (link.status === 'completed' || link.status === 'failed') return link;
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
  throw new Error('The learning did not end.');
}
