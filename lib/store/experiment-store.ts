import type { Selectable } from 'kysely';
import { z } from 'zod';
import { experimentPlanSchema } from '#lib/protocol/experiment-plan.ts';
import {
  distillationSchema,
  experimentRowSchema,
  experimentStatusSchema,
  experimentSummarySchema,
} from '#lib/protocol/experiment.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Clock } from '#lib/protocol/ports.ts';
import { isUniqueViolation } from '#lib/protocol/storage-error.ts';
import type { Database } from './database.ts';
import type { ExperimentChange, ExperimentStore, StoredExperiment } from './experiment-store-port.ts';
import { parseStored } from './stored-json.ts';
import type { StoreTables } from './store-tables.ts';

/** Everything of an experiment but its analysis, which is large. */
const COLUMNS = [
  'number',
  'experiment_id',
  'status',
  'plan',
  'plan_hash',
  'execution',
  'worked_ms',
  'created_at',
  'started_at',
  'ended_at',
  'verdict',
] as const;

export function createExperimentStore({ kysely, write }: Database, clock: Clock): ExperimentStore {
  const select = () => kysely.selectFrom('experiments').select(COLUMNS);
  const get = async (experimentId: string) => {
    const row = await select().where('experiment_id', '=', experimentId).executeTakeFirst();
    return row ? toExperiment(row) : null;
  };
  const countRows = async (experimentId: string) => {
    const { rows } = await kysely
      .selectFrom('experiment_rows')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .where('experiment_id', '=', experimentId)
      .where('failed', '=', 0)
      .executeTakeFirstOrThrow();
    return rows;
  };

  return {
    create: async (experimentId, plan, planHash) => {
      const status = { state: 'ready' } as const;
      try {
        await write((tx) =>
          tx
            .insertInto('experiments')
            .values({
              experiment_id: experimentId,
              state: status.state,
              status: JSON.stringify(status),
              plan: JSON.stringify(plan),
              plan_hash: planHash,
              execution: 0,
              worked_ms: 0,
              created_at: new Date(clock.now()).toISOString(),
            })
            .execute(),
        );
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw new LabError({ code: 'conflict', message: `An experiment ${experimentId} exists already.` });
      }
      const created = await get(experimentId);
      if (!created) throw new Error(`Experiment ${experimentId} was stored and is not there`);
      return created;
    },
    get,
    state: async (experimentId) => {
      const row = await kysely
        .selectFrom('experiments')
        .select('status')
        .where('experiment_id', '=', experimentId)
        .executeTakeFirst();
      return row ? parseStored(experimentStatusSchema, () => JSON.parse(row.status)).state : null;
    },
    list: async ({ cursor, limit, state, claim }) => {
      let page = select()
        .orderBy('number', 'desc')
        .limit(limit + 1);
      let count = kysely.selectFrom('experiments').select(({ fn }) => fn.countAll<number>().as('total'));
      if (state !== undefined) {
        page = page.where('state', '=', state);
        count = count.where('state', '=', state);
      }
      if (claim !== undefined) {
        // A quote inside a text of the plan is escaped, so this is the field of the plan or of its rules, which say the same.
        const field = `%"claim":"${claim}"%`;
        page = page.where('plan', 'like', field);
        count = count.where('plan', 'like', field);
      }
      if (cursor !== undefined) page = page.where('number', '<', fromCursor(cursor));
      const rows = await page.execute();
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const { total } = await count.executeTakeFirstOrThrow();
      const experiments = await Promise.all(
        shown.map(async (row) => ({
          experiment: toExperiment(row),
          done: await countRows(row.experiment_id),
        })),
      );
      return {
        experiments,
        nextCursor: rows.length > shown.length && last ? String(last.number) : null,
        total,
      };
    },
    inState: async (states) => {
      const rows = await select().where('state', 'in', states).orderBy('number').execute();
      return rows.map(toExperiment);
    },
    move: (experimentId, from, status, change = {}) =>
      write(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('experiments')
          .set({ state: status.state, status: JSON.stringify(status), ...toColumns(change) })
          .where('experiment_id', '=', experimentId)
          .where('state', 'in', from)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),
    addRow: async (experimentId, row) => {
      await write((tx) =>
        tx
          .insertInto('experiment_rows')
          .values({
            experiment_id: experimentId,
            run_id: row.id,
            failed: row.infrastructureError ? 1 : 0,
            body: JSON.stringify(row),
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      );
    },
    rows: async (experimentId) => {
      const rows = await kysely
        .selectFrom('experiment_rows')
        .select('body')
        .where('experiment_id', '=', experimentId)
        .orderBy('run_id')
        .execute();
      return rows.map(({ body }) => parseStored(experimentRowSchema, () => JSON.parse(body)));
    },
    countRows,
    setDistillation: async (experimentId, distillation) => {
      const body = JSON.stringify(distillation);
      await write((tx) =>
        tx
          .insertInto('experiment_distillations')
          .values({ experiment_id: experimentId, distillation_id: distillation.distillationId, body })
          .onConflict((conflict) =>
            conflict.columns(['experiment_id', 'distillation_id']).doUpdateSet({ body }),
          )
          .execute(),
      );
    },
    learnedSkills: async () => {
      const rows = await kysely
        .selectFrom('experiment_distillations')
        .select(['experiment_id', 'body'])
        .execute();
      return new Map(
        rows.flatMap(({ experiment_id, body }) =>
          parseStored(distillationSchema, () => JSON.parse(body)).skills.map(
            ({ skillId }) => [skillId, experiment_id] as const,
          ),
        ),
      );
    },
    distillations: async (experimentId) => {
      const rows = await kysely
        .selectFrom('experiment_distillations')
        .select('body')
        .where('experiment_id', '=', experimentId)
        .orderBy('distillation_id')
        .execute();
      return rows.map(({ body }) => parseStored(distillationSchema, () => JSON.parse(body)));
    },
    saveAnalysis: async (experimentId, { rowsHash, json, verdict }) => {
      await write((tx) =>
        tx
          .updateTable('experiments')
          .set({ analysis: json, rows_hash: rowsHash, verdict: JSON.stringify(verdict) })
          .where('experiment_id', '=', experimentId)
          .execute(),
      );
    },
    analysis: async (experimentId) => {
      const row = await kysely
        .selectFrom('experiments')
        .select(['analysis', 'rows_hash'])
        .where('experiment_id', '=', experimentId)
        .executeTakeFirst();
      return row?.analysis && row.rows_hash ? { rowsHash: row.rows_hash, json: row.analysis } : null;
    },
    remove: (experimentId) =>
      write(async (tx) => {
        await tx
          .deleteFrom('events')
          .where('run_id', 'in', (query) =>
            query.selectFrom('runs').select('run_id').where('experiment_id', '=', experimentId),
          )
          .execute();
        await tx.deleteFrom('runs').where('experiment_id', '=', experimentId).execute();
        await tx.deleteFrom('experiment_rows').where('experiment_id', '=', experimentId).execute();
        await tx.deleteFrom('experiment_distillations').where('experiment_id', '=', experimentId).execute();
        await tx.deleteFrom('experiments').where('experiment_id', '=', experimentId).execute();
      }),
  };
}

type Row = Pick<Selectable<StoreTables['experiments']>, (typeof COLUMNS)[number]>;

function toExperiment(row: Row): StoredExperiment {
  return {
    experimentId: row.experiment_id,
    plan: parseStored(experimentPlanSchema, () => JSON.parse(row.plan)),
    planHash: row.plan_hash,
    status: parseStored(experimentStatusSchema, () => JSON.parse(row.status)),
    execution: row.execution,
    workedMs: row.worked_ms,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    verdict: parseStored(experimentSummarySchema.shape.verdict, () => JSON.parse(row.verdict ?? 'null')),
  };
}

function toColumns({ execution, workedMs, startedAt, endedAt }: ExperimentChange) {
  return {
    ...(execution === undefined ? {} : { execution }),
    ...(workedMs === undefined ? {} : { worked_ms: Math.round(workedMs) }),
    ...(startedAt === undefined ? {} : { started_at: startedAt }),
    ...(endedAt === undefined ? {} : { ended_at: endedAt }),
  };
}

function fromCursor(cursor: string): number {
  const number = z.coerce.number().int().positive().safeParse(cursor);
  if (number.success) return number.data;
  throw new LabError({
    code: 'invalid_input',
    message: 'The cursor is not one that this list handed out.',
    hint: 'Start again from the first page.',
    fields: { cursor: 'unknown cursor' },
  });
}
