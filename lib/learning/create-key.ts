import { randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '#lib/protocol/ports.ts';
import { migrate } from './db/migrations.ts';
import { createStamp } from './db/stamps.ts';
import type { LearningTables } from './db/tables.ts';
import { hashKey } from './http/handle-request.ts';

export interface NewKey {
  /** Shown once: the database keeps its hash only. */
  key: string;
  projectId: string;
  isNewProject: boolean;
}

/** Makes a key for the project of that name, and the project when there is none. */
export async function createKey(
  kysely: Kysely<LearningTables>,
  { project, clock }: { project: string; clock: Clock },
): Promise<NewKey> {
  await migrate(kysely);
  const stamp = createStamp(clock);
  const key = `sk-ac-${randomBytes(32).toString('base64url')}`;
  const id = randomUUID();
  return kysely.transaction().execute(async (trx) => {
    await trx
      .insertInto('ac_projects')
      .values({ id, configs: '{}', name: project, created_at: stamp() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const { id: projectId } = await trx
      .selectFrom('ac_projects')
      .select('id')
      .where('name', '=', project)
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('ac_keys')
      .values({ hash: hashKey(key), project_id: projectId, created_at: stamp() })
      .execute();
    return { key, projectId, isNewProject: projectId === id };
  });
}
