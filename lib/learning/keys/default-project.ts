import { LabError } from '#lib/protocol/lab-error.ts';
import type { Services } from '../services.ts';
import { hashKey } from './hash-key.ts';

/** The lab's own project. Fixed, so that instances that start together mean the same one. */
export const DEFAULT_PROJECT = '00000000-0000-4000-8000-000000000001';

/** Makes the key of the environment the only one of its kind: an earlier one stops working, made ones are left alone. */
export async function ensureDefaultProject(
  { db, stamp, newId }: Pick<Services, 'db' | 'stamp' | 'newId'>,
  apiKey: string,
): Promise<void> {
  const hash = hashKey(apiKey);
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('ac_projects')
      .values({ id: DEFAULT_PROJECT, configs: '{}', name: null, created_at: stamp() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    await trx
      .insertInto('ac_keys')
      .values({
        hash,
        id: newId(),
        project_id: DEFAULT_PROJECT,
        label: null,
        prefix: null,
        origin: 'environment',
        created_at: stamp(),
        last_used_at: null,
        revoked_at: null,
      })
      .onConflict((conflict) =>
        conflict
          .column('hash')
          .doUpdateSet({ origin: 'environment' })
          .where('ac_keys.project_id', '=', DEFAULT_PROJECT)
          .where('ac_keys.revoked_at', 'is', null),
      )
      .execute();
    const { origin } = await trx
      .selectFrom('ac_keys')
      .select('origin')
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow();
    if (origin !== 'environment') {
      throw new LabError({
        code: 'invalid_input',
        message: 'EMBEDDED_ACONTEXT_KEY is a key that was revoked, or that belongs to another project.',
        hint: 'Give the lab a key of its own.',
      });
    }
    await trx.deleteFrom('ac_keys').where('origin', '=', 'environment').where('hash', '!=', hash).execute();
  });
}
