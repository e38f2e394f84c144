import { millisOf, stampOf } from '../db/stamps.ts';
import { ApiError } from '../http/envelope.ts';
import type { Services } from '../services.ts';
import { hashKey } from './hash-key.ts';

/** Use of a key is noted no finer than this, so that reading does not become writing. */
const NOTE_EVERY_MS = 60_000;

/** Finds whose key a request carries; throws 401. */
export type ProjectOf = (request: Request) => Promise<string>;

/** Every request asks the database, so a key that any instance revoked is refused by the next request to any other. */
export function createProjectOf({
  db,
  clock,
  onError,
}: Pick<Services, 'db' | 'clock' | 'onError'>): ProjectOf {
  /** When this process last wrote, by hash: of many requests at once one writes. */
  const noted = new Map<string, number>();

  async function noteUse(hash: string, lastUsedAt: string | null): Promise<void> {
    const now = clock.now();
    const known = Math.max(noted.get(hash) ?? 0, lastUsedAt === null ? 0 : millisOf(lastUsedAt));
    if (now - known < NOTE_EVERY_MS) return;
    noted.set(hash, now);
    await db
      .updateTable('ac_keys')
      .set({ last_used_at: stampOf(now * 1000) })
      .where('hash', '=', hash)
      .where((eb) =>
        eb.or([
          eb('last_used_at', 'is', null),
          eb('last_used_at', '<=', stampOf((now - NOTE_EVERY_MS) * 1000)),
        ]),
      )
      .execute();
  }

  return async (request) => {
    const key = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const hash = key ? hashKey(key) : null;
    const row = hash
      ? await db
          .selectFrom('ac_keys')
          .select(['hash', 'project_id', 'last_used_at'])
          .where('hash', '=', hash)
          .where('revoked_at', 'is', null)
          .executeTakeFirst()
      : undefined;
    if (!row) throw new ApiError(401, 'Unauthorized');
    // A full disk must not keep anybody from reading.
    await noteUse(row.hash, row.last_used_at).catch(onError);
    return row.project_id;
  };
}
