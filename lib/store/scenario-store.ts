import type { Selectable } from 'kysely';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Clock } from '#lib/protocol/ports.ts';
import { validityReportSchema } from '#lib/protocol/scenario.ts';
import { z } from 'zod';
import type { Database, Queryable, Tx } from './database.ts';
import type { StoreTables } from './store-tables.ts';
import { parseStored } from './stored-json.ts';
import type { ScenarioStore, ScenarioVersion } from './store.ts';

export function createScenarioStore({ kysely, write }: Database, clock: Clock): ScenarioStore {
  const keep = async (tx: Tx, hash: string, scenarioId: string, definition: unknown) => {
    await tx
      .insertInto('scenario_definitions')
      .values({ hash, scenario_id: scenarioId, definition: JSON.stringify(definition) })
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute();
  };
  const versionsOf = (database: Queryable, scenarioId: string) =>
    database
      .selectFrom('scenario_versions')
      .selectAll()
      .where('scenario_id', '=', scenarioId)
      .orderBy('number', 'desc');
  const latest = async (database: Queryable, scenarioId: string) => {
    const row = await versionsOf(database, scenarioId).limit(1).executeTakeFirst();
    return row ? toVersion(row) : null;
  };
  const unwant = async (tx: Tx, key: string) => {
    await tx.deleteFrom('wanted_validity').where('key', '=', key).execute();
  };

  return {
    keep: async (hash, scenarioId, definition) => {
      const known = await kysely
        .selectFrom('scenario_definitions')
        .select('hash')
        .where('hash', '=', hash)
        .executeTakeFirst();
      if (!known) await write((tx) => keep(tx, hash, scenarioId, definition));
    },
    definition: async (hash) => {
      const row = await kysely
        .selectFrom('scenario_definitions')
        .select('definition')
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row ? parseStored(z.unknown(), () => JSON.parse(row.definition)) : null;
    },
    save: ({ scenarioId, base, hash, text, definition }) =>
      write(async (tx) => {
        const before = await latest(tx, scenarioId);
        if ((before?.number ?? 0) !== base) throw overtaken(scenarioId, before?.number ?? 0, base);
        if (before && before.text === text && before.hash === hash) return before;
        await keep(tx, hash, scenarioId, definition);
        const version = {
          scenarioId,
          number: base + 1,
          hash,
          text,
          createdAt: new Date(clock.now()).toISOString(),
        };
        await tx.insertInto('scenario_versions').values(toRow(version)).execute();
        return version;
      }),
    latest: (scenarioId) => latest(kysely, scenarioId),
    versions: async (scenarioId) => (await versionsOf(kysely, scenarioId).execute()).map(toVersion),
    list: async () => {
      const rows = await kysely
        .selectFrom('scenario_versions as version')
        .selectAll()
        .where((where) =>
          where(
            'number',
            '=',
            where
              .selectFrom('scenario_versions as other')
              .select(({ fn }) => fn.max<number>('other.number').as('newest'))
              .whereRef('other.scenario_id', '=', 'version.scenario_id'),
          ),
        )
        .orderBy('scenario_id')
        .execute();
      return rows.map(toVersion);
    },
    remove: (scenarioId, base) =>
      write(async (tx) => {
        const before = await latest(tx, scenarioId);
        if ((before?.number ?? 0) !== base) throw overtaken(scenarioId, before?.number ?? 0, base);
        const { runs } = await tx
          .selectFrom('runs')
          .select(({ fn }) => fn.countAll<number>().as('runs'))
          .where('scenario_id', '=', scenarioId)
          .executeTakeFirstOrThrow();
        if (runs > 0) throw usedByRuns(scenarioId, runs);
        await tx.deleteFrom('scenario_versions').where('scenario_id', '=', scenarioId).execute();
        await tx.deleteFrom('scenario_definitions').where('scenario_id', '=', scenarioId).execute();
      }),
    validity: async (keys) => {
      const found = new Map<string, z.infer<typeof validityReportSchema>>();
      if (keys.length === 0) return found;
      const rows = await kysely
        .selectFrom('scenario_validity')
        .selectAll()
        .where('key', 'in', keys)
        .execute();
      for (const { key, report } of rows) {
        found.set(
          key,
          parseStored(validityReportSchema, () => JSON.parse(report)),
        );
      }
      return found;
    },
    setValidity: async (key, report) => {
      const row = { key, report: JSON.stringify(report) };
      await write(async (tx) => {
        await tx
          .insertInto('scenario_validity')
          .values(row)
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ report: row.report }))
          .execute();
        await unwant(tx, key);
      });
    },
    wantValidity: async (key, scenarioId) => {
      await write((tx) =>
        tx
          .insertInto('wanted_validity')
          .values({ key, scenario_id: scenarioId })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute(),
      );
    },
    unwantValidity: (key) => write((tx) => unwant(tx, key)),
    wantedValidity: async () => {
      const rows = await kysely.selectFrom('wanted_validity').selectAll().orderBy('key').execute();
      return rows.map((row) => ({ key: row.key, scenarioId: row.scenario_id }));
    },
  };
}

function toVersion(row: Selectable<StoreTables['scenario_versions']>): ScenarioVersion {
  const { scenario_id: scenarioId, number, hash, text, created_at: createdAt } = row;
  return { scenarioId, number, hash, text, createdAt };
}

function toRow({ scenarioId, number, hash, text, createdAt }: ScenarioVersion) {
  return { scenario_id: scenarioId, number, hash, text, created_at: createdAt };
}

function overtaken(scenarioId: string, newest: number, base: number): LabError {
  if (base === 0) {
    return new LabError({
      code: 'conflict',
      message: `There is already a scenario ${scenarioId}.`,
      hint: 'Give this one another id, or open that one and save on top of it.',
    });
  }
  return new LabError({
    code: 'conflict',
    message:
      newest === 0
        ? `Scenario ${scenarioId} was deleted meanwhile.`
        : `Version ${newest} of ${scenarioId} was saved meanwhile; yours began at version ${base}.`,
    hint: 'Nothing was saved and your text is kept here. Compare it with the newest version, then save on top of that one.',
  });
}

function usedByRuns(scenarioId: string, runs: number): LabError {
  return new LabError({
    code: 'conflict',
    message: `${runs === 1 ? 'One run uses' : `${runs} runs use`} ${scenarioId}, so it is kept.`,
    hint: 'Runs are facts and stay; a scenario can be deleted only while nothing uses it.',
  });
}
