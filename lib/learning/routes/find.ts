import { ApiError, notFound } from '../http/envelope.ts';
import { uuid } from '../http/query.ts';
import type { Call } from '../http/router.ts';
import type { DiskRow, SessionRow, SkillRow, SpaceRow, UserRow } from '../db/tables.ts';
import type { Db } from '../services.ts';

/** A row of this project; another project's does not exist. */
interface Owned {
  id: string;
  projectId: string;
}

export function findSession(db: Db, { id, projectId }: Owned): Promise<SessionRow | undefined> {
  return db
    .selectFrom('ac_sessions')
    .selectAll()
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .executeTakeFirst();
}

/** The session that the path names. */
export async function sessionOf(call: Call): Promise<SessionRow> {
  const id = uuid(call.param('id'), 'invalid session_id');
  const session = await findSession(call.services.db, { id, projectId: call.projectId });
  if (!session) throw notFound('session');
  return session;
}

export async function spaceOf(call: Call): Promise<SpaceRow> {
  const space = await call.services.db
    .selectFrom('ac_spaces')
    .selectAll()
    .where('id', '=', uuid(call.param('id')))
    .where('project_id', '=', call.projectId)
    .executeTakeFirst();
  if (!space) throw notFound('learning space');
  return space;
}

export async function diskOf(call: Call): Promise<DiskRow> {
  const disk = await call.services.db
    .selectFrom('ac_disks')
    .selectAll()
    .where('id', '=', uuid(call.param('id'), 'invalid disk_id'))
    .where('project_id', '=', call.projectId)
    .executeTakeFirst();
  if (!disk) throw notFound('disk');
  return disk;
}

export function findSkill(db: Db, { id, projectId }: Owned): Promise<SkillRow | undefined> {
  return db
    .selectFrom('ac_skills')
    .selectAll()
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .executeTakeFirst();
}

/** The user of that name, made when it is new; null without a name. */
export async function userNamed(
  { services: { stamp, newId }, projectId }: Pick<Call, 'services' | 'projectId'>,
  db: Db,
  identifier: string | undefined,
): Promise<string | null> {
  if (!identifier) return null;
  if (identifier.includes('\0')) throw new ApiError(400, 'parameter error', { reason: 'invalid user' });
  const at = stamp();
  await db
    .insertInto('ac_users')
    .values({ id: newId(), project_id: projectId, identifier, created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.columns(['project_id', 'identifier']).doNothing())
    .execute();
  const user = await db
    .selectFrom('ac_users')
    .select('id')
    .where('project_id', '=', projectId)
    .where('identifier', '=', identifier)
    .executeTakeFirstOrThrow();
  return user.id;
}

/** A user by name. A name that no text column can hold is nobody's. */
export async function findUser(
  db: Db,
  { identifier, projectId }: { identifier: string; projectId: string },
): Promise<UserRow | undefined> {
  if (identifier.includes('\0')) return undefined;
  return db
    .selectFrom('ac_users')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('identifier', '=', identifier)
    .executeTakeFirst();
}

/** The user that a list is filtered by: null for no filter, an id that fits nothing for an unknown one. */
export async function userFilter({ services: { db }, projectId, query }: Call): Promise<string | null> {
  const identifier = query.get('user');
  if (!identifier) return null;
  const user = await findUser(db, { identifier, projectId });
  return user?.id ?? 'unknown';
}
