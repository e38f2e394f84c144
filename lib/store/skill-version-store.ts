import type { Clock } from '#lib/protocol/ports.ts';
import type { LintCounts } from '#lib/protocol/skill-lint.ts';
import { skillVersionSchema, type SkillSummary, type SkillVersion } from '#lib/protocol/skill.ts';
import { createLintCounts } from '#lib/skills/lint-counts.ts';
import type { Database, Queryable } from './database.ts';
import { parseStored } from './stored-json.ts';
import type { SkillVersionStore } from './store.ts';

export function createSkillVersionStore({ kysely, write }: Database, clock: Clock): SkillVersionStore {
  const lintCounts = createLintCounts();

  /** Newest first. */
  const versions = (database: Queryable) =>
    database.selectFrom('skill_versions').select('body').orderBy('position', 'desc');

  const latest = async (database: Queryable, skillId: string) => {
    const row = await versions(database).where('skill_id', '=', skillId).limit(1).executeTakeFirst();
    return row ? toVersion(row) : null;
  };

  const summaries = async (filter: { spaceId?: string; skillId?: string }) => {
    let query = versions(kysely);
    if (filter.spaceId !== undefined) query = query.where('space_id', '=', filter.spaceId);
    if (filter.skillId !== undefined) query = query.where('skill_id', '=', filter.skillId);
    const rows = await query.execute();
    const goneRows = await kysely.selectFrom('gone_skills').select('skill_id').execute();
    const gone = new Set(goneRows.map(({ skill_id }) => skill_id));
    const bySkill = Map.groupBy(rows.map(toVersion), ({ skillId }) => skillId);
    return [...bySkill.values()]
      .filter(([newest]) => filter.skillId !== undefined || newest?.ablationOf === undefined)
      .flatMap((newestFirst) => summarise(newestFirst, gone, lintCounts));
  };

  return {
    add: (version) =>
      write(async (tx) => {
        await tx.deleteFrom('gone_skills').where('skill_id', '=', version.skillId).execute();
        const parent = await latest(tx, version.skillId);
        if (parent?.contentHash === version.contentHash) return { version: parent, added: false };
        const numbered: SkillVersion = {
          ...version,
          number: (parent?.number ?? 0) + 1,
          parentVersionId: parent?.versionId ?? null,
          createdAt: new Date(clock.now()).toISOString(),
        };
        await tx
          .insertInto('skill_versions')
          .values({
            skill_id: numbered.skillId,
            number: numbered.number,
            version_id: numbered.versionId,
            space_id: numbered.spaceId,
            run_id: numbered.provenance.runId,
            body: JSON.stringify(numbered),
          })
          .execute();
        return { version: numbered, added: true };
      }),
    get: async (versionId, skillId) => {
      let query = versions(kysely).where('version_id', '=', versionId);
      if (skillId !== undefined) query = query.where('skill_id', '=', skillId);
      const row = await query.limit(1).executeTakeFirst();
      return row ? toVersion(row) : null;
    },
    listBySkill: async (skillId) => {
      const rows = await versions(kysely).where('skill_id', '=', skillId).execute();
      return rows.map(toVersion);
    },
    latestBySkill: (skillId) => latest(kysely, skillId),
    summaries: (filter = {}) => summaries(filter),
    summary: async (skillId) => (await summaries({ skillId }))[0] ?? null,
    markGone: async (skillIds) => {
      if (skillIds.length === 0) return;
      await write((tx) =>
        tx
          .insertInto('gone_skills')
          .values(skillIds.map((skillId) => ({ skill_id: skillId })))
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      );
    },
  };
}

function toVersion(row: { body: string }): SkillVersion {
  return parseStored(skillVersionSchema, () => JSON.parse(row.body));
}

function summarise(
  newestFirst: SkillVersion[],
  gone: ReadonlySet<string>,
  lintCounts: (version: SkillVersion) => LintCounts,
): SkillSummary[] {
  const newest = newestFirst[0];
  if (!newest) return [];
  const teachers = newestFirst.flatMap(({ provenance }) => provenance.runId ?? []);
  return [
    {
      skillId: newest.skillId,
      spaceId: newest.spaceId,
      name: newest.name,
      description: newest.description,
      isDefault: newest.isDefault,
      versions: newestFirst.length,
      latestVersionId: newest.versionId,
      files: newest.files.map(({ path }) => path),
      updatedAt: newest.createdAt,
      taughtBy: [...new Set(teachers)],
      live: !gone.has(newest.skillId),
      lint: lintCounts(newest),
    },
  ];
}
