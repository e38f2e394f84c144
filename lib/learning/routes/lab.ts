import { ok } from '../http/envelope.ts';
import type { Call, Route } from '../http/router.ts';
import { callsOf, resultsOf } from '../pipeline/agent-loop.ts';
import { sessionOf } from './find.ts';

/** What Acontext's API cannot show. Other clients never ask for it. */

async function distillations(call: Call): Promise<Response> {
  const { id } = await sessionOf(call);
  const jobs = await call.services.db
    .selectFrom('ac_jobs')
    .selectAll()
    .where('session_id', '=', id)
    .where('distillation_text', 'is not', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return ok(
    jobs.map((job) => ({
      id: job.id,
      task_id: job.task_id,
      kind: job.distillation_kind,
      text: job.distillation_text,
      created_at: job.distilled_at ?? job.created_at,
    })),
  );
}

/** One tool call of a pipeline agent; a turn without calls, or one that failed, has no tool. */
interface TraceEntry {
  stage: string;
  /** The batch (task_agent) or the job that it belongs to. */
  owner_id: string;
  task_id: string | null;
  iteration: number;
  tool: string | null;
  arguments: string | null;
  result: string | null;
  /** What the model wrote beside its calls. */
  content: string;
  error: string | null;
  created_at: string;
}

/** In order. */
async function trace(call: Call): Promise<Response> {
  const { id } = await sessionOf(call);
  const { db } = call.services;
  const rows = await db
    .selectFrom('ac_iterations')
    .selectAll()
    .where('session_id', '=', id)
    .orderBy('created_at')
    .execute();
  const jobs = await db
    .selectFrom('ac_jobs')
    .select(['id', 'task_id'])
    .where('session_id', '=', id)
    .execute();
  const taskOf = new Map(jobs.map((job) => [job.id, job.task_id]));
  const entries: TraceEntry[] = [];
  for (const row of rows) {
    const results = resultsOf(row);
    const calls = callsOf(row);
    const made = calls.length === 0 ? [null] : calls;
    for (const [index, toolCall] of made.entries()) {
      entries.push({
        stage: row.stage,
        owner_id: row.owner_id,
        task_id: taskOf.get(row.owner_id) ?? null,
        iteration: row.number,
        tool: toolCall?.name ?? null,
        arguments: toolCall?.arguments ?? null,
        result: results[index] ?? null,
        content: row.content,
        error: row.error,
        created_at: row.created_at,
      });
    }
  }
  return ok(entries);
}

interface UsageEntry {
  stage: string;
  turns: number;
  /** null where a turn's is unknown. */
  input_tokens: number | null;
  output_tokens: number | null;
  /** US dollars; null without a price. */
  cost: number | null;
  /** Calls of the model that are in none of these, because nobody knows what they took: they failed, or the lab was killed meanwhile. */
  unmetered: number;
}

/** What the pipeline's agents took to learn from the session, stage by stage. */
async function usage(call: Call): Promise<Response> {
  const { id } = await sessionOf(call);
  const rows = await call.services.db
    .selectFrom('ac_iterations')
    .select(['stage', 'error', 'input_tokens', 'output_tokens', 'cost', 'unmetered'])
    .where('session_id', '=', id)
    .orderBy('created_at')
    .execute();
  const stages = Map.groupBy(rows, ({ stage }) => stage);
  const entries: UsageEntry[] = [...stages].map(([stage, made]) => {
    const turns = made.filter(({ error, input_tokens }) => error === null || input_tokens !== null);
    const sum = (values: (number | null)[]) =>
      values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
    return {
      stage,
      turns: turns.length,
      input_tokens: sum(turns.map(({ input_tokens }) => input_tokens)),
      output_tokens: sum(turns.map(({ output_tokens }) => output_tokens)),
      cost: sum(turns.map(({ cost }) => cost)),
      unmetered: made.reduce((total, { unmetered }) => total + (unmetered ?? 0), 0),
    };
  });
  return ok(entries);
}

export const labRoutes: Route[] = [
  ['GET', '/lab/sessions/:id/distillations', distillations],
  ['GET', '/lab/sessions/:id/trace', trace],
  ['GET', '/lab/sessions/:id/usage', usage],
];
