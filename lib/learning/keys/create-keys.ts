import { randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AcontextKey, AcontextProject, NewAcontextKey } from '#lib/protocol/acontext-key.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Clock } from '#lib/protocol/ports.ts';
import { createStamp } from '../db/stamps.ts';
import type { KeyRow, LearningTables } from '../db/tables.ts';
import type { Db } from '../services.ts';
import { hashKey } from './hash-key.ts';

export interface CreatedKey {
  /** Shown once: the database keeps its hash only. */
  secret: string;
  key: AcontextKey;
  project: { id: string; name: string | null; isNew: boolean };
}

/** Projects and their keys, for whoever runs the server. The tables must be there (`migrate`). */
export interface Keys {
  list: () => Promise<AcontextProject[]>;
  /** Throws `invalid_input` for an id that no project has. */
  create: (wanted: NewAcontextKey) => Promise<CreatedKey>;
  /** Holds for every instance from its next request on. Throws `not_found`, or `conflict` for the lab's own key. */
  revoke: (id: string) => Promise<AcontextKey>;
}

/** As many characters as tell keys apart, few enough to leave more than 200 bits unknown. */
const PREFIX_LENGTH = 'sk-ac-'.length + 4;

export function createKeys(db: Kysely<LearningTables>, clock: Clock): Keys {
  const stamp = createStamp(clock);

  async function projectFor(trx: Db, { project, projectId }: NewAcontextKey): Promise<CreatedKey['project']> {
    const id = randomUUID();
    if (project !== undefined) {
      await trx
        .insertInto('ac_projects')
        .values({ id, configs: '{}', name: project, created_at: stamp() })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
    }
    const row = await trx
      .selectFrom('ac_projects')
      .select(['id', 'name'])
      .where((eb) => (project === undefined ? eb('id', '=', projectId ?? '') : eb('name', '=', project)))
      .executeTakeFirst();
    if (!row) throw unknownProject();
    return { ...row, isNew: row.id === id };
  }

  return {
    list: async () => {
      const projects = await db.selectFrom('ac_projects').selectAll().orderBy('created_at').execute();
      const keys = await db
        .selectFrom('ac_keys')
        .selectAll()
        .orderBy('origin')
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      const byProject = Map.groupBy(keys, ({ project_id: id }) => id);
      return projects.map((project) => ({
        id: project.id,
        name: project.name,
        createdAt: project.created_at,
        keys: (byProject.get(project.id) ?? []).map(toKey),
      }));
    },
    create: (wanted) =>
      db.transaction().execute(async (trx) => {
        const project = await projectFor(trx, wanted);
        const secret = `sk-ac-${randomBytes(32).toString('base64url')}`;
        const row: KeyRow = {
          hash: hashKey(secret),
          id: randomUUID(),
          project_id: project.id,
          label: wanted.label || null,
          prefix: secret.slice(0, PREFIX_LENGTH),
          origin: 'made',
          created_at: stamp(),
          last_used_at: null,
          revoked_at: null,
        };
        await trx.insertInto('ac_keys').values(row).execute();
        return { secret, key: toKey(row), project };
      }),
    revoke: async (id) => {
      await db
        .updateTable('ac_keys')
        .set({ revoked_at: stamp() })
        .where('id', '=', id)
        .where('origin', '=', 'made')
        .where('revoked_at', 'is', null)
        .execute();
      const row = await db.selectFrom('ac_keys').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) throw new LabError({ code: 'not_found', message: 'There is no key with this id.' });
      if (row.origin === 'environment') throw isOwnKey();
      return toKey(row);
    },
  };
}

function toKey(row: KeyRow): AcontextKey {
  return {
    id: row.id,
    label: row.label,
    prefix: row.prefix,
    origin: row.origin,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}

function unknownProject(): LabError {
  const message = 'There is no project with this id.';
  return new LabError({ code: 'invalid_input', message, fields: { projectId: 'is not one that exists' } });
}

function isOwnKey(): LabError {
  return new LabError({
    code: 'conflict',
    message: 'The lab itself uses this key, so it cannot be revoked here.',
    hint: 'Set EMBEDDED_ACONTEXT_KEY to another one and start the lab again: the old one stops working then.',
  });
}
