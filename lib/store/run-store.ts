import type { ListRunsQuery } from '#lib/protocol/http.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { agentOf } from '#lib/protocol/played-run.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { runSummarySchema, type RunSummary } from '#lib/protocol/run-record.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Appended, EventLog } from './event-log.ts';
import { isUniqueViolation } from '#lib/protocol/storage-error.ts';
import { parseStored } from './stored-json.ts';
import type { RunStore } from './store.ts';

export function createRunStore(
  { kysely, write }: Database,
  log: EventLog,
  committed: (appended: Appended) => void,
): RunStore {
  const get = async (runId: string) => {
    const row = await kysely
      .selectFrom('runs')
      .select('summary')
      .where('run_id', '=', runId)
      .executeTakeFirst();
    return row ? toSummary(row) : null;
  };

  const filtered = ({ state, arm, act, agent, scenario, experiment, q }: ListRunsQuery) => {
    let query = kysely.selectFrom('runs');
    if (state) query = query.where('state', '=', state);
    if (arm) query = query.where('arm', '=', arm);
    if (act) query = query.where('act', '=', Number(act));
    if (agent) query = query.where('agent', '=', agent);
    if (scenario) query = query.where('scenario_id', '=', scenario);
    if (experiment === undefined) query = query.where('experiment_id', 'is', null);
    else if (experiment !== 'any') query = query.where('experiment_id', '=', experiment);
    if (q) query = query.where(sql<boolean>`search like ${toPattern(q)} escape '!'`);
    return query;
  };

  return {
    create: async (runId, plan) => {
      try {
        const appended = await write(async (tx) => {
          await tx.insertInto('runs').values(newRow(runId, plan)).execute();
          return log.append(tx, runId, 'run.queued', { type: 'run.queued', data: { plan } });
        });
        if (!appended) throw new Error(`Run ${runId} was new and yet had an event`);
        committed(appended);
        return summariseRun(appended.view);
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw (await get(runId)) ? idTaken(runId) : alreadyRunning(plan);
      }
    },
    record: async (runId, plan, events) => {
      try {
        const appended = await write(async (tx) => {
          await tx.insertInto('runs').values(newRow(runId, plan)).execute();
          return log.appendAll(tx, runId, events);
        });
        for (const each of appended) committed(each);
        const last = appended.at(-1);
        if (!last) throw new Error(`Run ${runId} was recorded without an event`);
        return last.view;
      } catch (error) {
        throw isUniqueViolation(error) ? idTaken(runId) : error;
      }
    },
    get,
    list: async (query) => {
      const before = query.cursor === undefined ? null : fromCursor(query.cursor);
      let page = filtered(query)
        .select(['number', 'summary'])
        .orderBy('number', 'desc')
        .limit(query.limit + 1);
      if (before !== null) page = page.where('number', '<', before);
      const rows = await page.execute();
      const { total } = await filtered(query)
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        runs: shown.map(toSummary),
        nextCursor: rows.length > shown.length && last ? toCursor(last.number) : null,
        total,
      };
    },
    listByStory: async (storyId) => {
      const rows = await kysely
        .selectFrom('runs')
        .select('summary')
        .where('story_id', '=', storyId)
        .orderBy('number', 'desc')
        .execute();
      return rows.map(toSummary);
    },
    active: async () => {
      const rows = await kysely
        .selectFrom('runs')
        .select('run_id')
        .where('state', 'in', ['queued', 'running'])
        .orderBy('number')
        .execute();
      return rows.map(({ run_id }) => run_id);
    },
  };
}

function newRow(runId: string, plan: RunPlan) {
  return {
    run_id: runId,
    state: 'queued',
    story_id: plan.storyId,
    act: plan.act,
    arm: plan.arm,
    agent: agentOf(plan),
    scenario_id: plan.scenarioId,
    experiment_id: plan.experiment?.experimentId ?? null,
    search: `${runId} ${plan.scenarioId} ${plan.scenarioTitle}`.toLowerCase(),
    last_seq: 0,
    // Replaced by the append that follows in the same transaction.
    summary: '',
  };
}

function toSummary(row: { summary: string }): RunSummary {
  return parseStored(runSummarySchema, () => JSON.parse(row.summary));
}

/** Search text is taken literally: the wildcards of `like` lose their meaning. */
function toPattern(text: string): string {
  return `%${text.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;
}

function toCursor(number: number): string {
  return Buffer.from(`run ${number}`).toString('base64url');
}

function fromCursor(cursor: string): number {
  const number = /^run (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (number !== undefined) return Number(number);
  throw new LabError({
    code: 'invalid_input',
    message: 'The cursor is not one that this list handed out.',
    hint: 'Start again from the first page.',
    fields: { cursor: 'unknown cursor' },
  });
}

function idTaken(runId: string): LabError {
  return new LabError({ code: 'conflict', message: `A run ${runId} exists already.` });
}

function alreadyRunning(plan: RunPlan): LabError {
  const part = plan.act === null ? 'This part of the story' : `Act ${plan.act}`;
  const which = plan.act === 2 && plan.arm === 'none' ? `${part} without the skill` : part;
  return new LabError({
    code: 'already_running',
    message: `${which} is already running.`,
    hint: 'Watch that run, or cancel it before you start another.',
  });
}
