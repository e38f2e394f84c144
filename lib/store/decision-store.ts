import { LabError } from '#lib/protocol/lab-error.ts';
import { skillDecisionSchema, type SkillDecision } from '#lib/protocol/skill-standing.ts';
import type { Database } from './database.ts';
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

export function createDecisionStore({ kysely, write }: Database): DecisionStore {
  const select = () => kysely.selectFrom('skill_decisions').select('body').orderBy('number');
  const read = (rows: readonly { body: string }[]) =>
    rows.map(({ body }) => parseStored(skillDecisionSchema, () => JSON.parse(body)));
  return {
    add: (decision, { after } = {}) =>
      write(async (tx) => {
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
      }),
    list: async (skillId) => read(await select().where('skill_id', '=', skillId).execute()),
    all: async () => read(await select().execute()),
  };
}

const overtaken = () =>
  new LabError({
    code: 'conflict',
    message: 'Somebody decided about this skill meanwhile.',
    hint: 'Nothing was changed. Look at the newest decision, then decide again.',
  });
