import { LabError } from '#lib/protocol/lab-error.ts';
import { skillDecisionSchema, type SkillDecision } from '#lib/protocol/skill-standing.ts';
import { type WriteBack, writeBackSchema } from '#lib/protocol/write-back.ts';
import type { Database, Queryable, Tx } from './database.ts';
import { parseStored } from './stored-json.ts';

/** What people decided about skill versions. Entries are added and never changed or removed. */
export interface DecisionStore {
  /**
   * Adds an entry. `after` is the newest decision about this skill that its maker saw (null: none); throws `conflict` when there is
   * another one by now, so that nobody decides on a standing that is no longer true.
   */
  add(decision: SkillDecision, options?: { after?: string | null }): Promise<void>;
  /** Oldest first. */
  list(skillId: string): Promise<SkillDecision[]>;
  /** Of all skills, oldest first. */
  all(): Promise<SkillDecision[]>;
}

/** Decisions whose content is not in its learning space yet; one per skill. */
export interface WriteBackStore {
  get(skillId: string): Promise<WriteBack | null>;
  /** Of all skills. */
  list(): Promise<WriteBack[]>;
  /** Replaces what is there by what `next` makes of it (null: nothing is there); nobody else changes it meanwhile. Returns that. */
  change(skillId: string, next: (now: WriteBack | null) => WriteBack | null): Promise<WriteBack | null>;
  /** Its decision becomes an entry of the history, at once with its end here. Throws `conflict` as `DecisionStore.add` does. */
  conclude(writeBack: WriteBack, writtenBack: SkillDecision['writtenBack']): Promise<void>;
}

export function createDecisionStore({ kysely, write }: Database): DecisionStore {
  const select = () => kysely.selectFrom('skill_decisions').select('body').orderBy('number');
  const read = (rows: readonly { body: string }[]) =>
    rows.map(({ body }) => parseStored(skillDecisionSchema, () => JSON.parse(body)));
  return {
    add: (decision, { after } = {}) => write((tx) => add(tx, decision, after)),
    list: async (skillId) => read(await select().where('skill_id', '=', skillId).execute()),
    all: async () => read(await select().execute()),
  };
}

export function createWriteBackStore({ kysely, write }: Database): WriteBackStore {
  const read = ({ body }: { body: string }) => parseStored(writeBackSchema, () => JSON.parse(body));
  const get = async (database: Queryable, skillId: string) => {
    const row = await database
      .selectFrom('write_backs')
      .select('body')
      .where('skill_id', '=', skillId)
      .executeTakeFirst();
    return row ? read(row) : null;
  };
  const remove = async (tx: Tx, skillId: string) => {
    await tx.deleteFrom('write_backs').where('skill_id', '=', skillId).execute();
  };
  return {
    get: (skillId) => get(kysely, skillId),
    list: async () =>
      (await kysely.selectFrom('write_backs').select('body').orderBy('skill_id').execute()).map(read),
    change: (skillId, next) =>
      write(async (tx) => {
        const changed = next(await get(tx, skillId));
        await remove(tx, skillId);
        if (changed) {
          await tx
            .insertInto('write_backs')
            .values({ skill_id: skillId, body: JSON.stringify(changed) })
            .execute();
        }
        return changed;
      }),
    conclude: ({ decision, after }, writtenBack) =>
      write(async (tx) => {
        await add(tx, { ...decision, writtenBack }, after);
        await remove(tx, decision.skillId);
      }),
  };
}

async function add(tx: Tx, decision: SkillDecision, after: string | null | undefined): Promise<void> {
  if (after !== undefined) {
    const newest = await tx
      .selectFrom('skill_decisions')
      .select('decision_id')
      .where('skill_id', '=', decision.skillId)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    if ((newest?.decision_id ?? null) !== after) throw overtaken();
  }
  await tx
    .insertInto('skill_decisions')
    .values({
      decision_id: decision.decisionId,
      skill_id: decision.skillId,
      body: JSON.stringify(decision),
    })
    .execute();
}

const overtaken = () =>
  new LabError({
    code: 'conflict',
    message: 'Somebody decided about this skill meanwhile.',
    hint: 'Nothing was changed. Look at the newest decision, then decide again.',
  });
