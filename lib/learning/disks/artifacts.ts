import type { FileRow } from '../db/tables.ts';
import { badParameter, notFound } from '../http/envelope.ts';
import { objectSchema, type JsonObject } from '../http/read-body.ts';
import type { Db, Services } from '../services.ts';
import { encode, mimeFor } from '../skills/skill-store.ts';
import { splitPath } from './artifact-path.ts';

type ArtifactRow = Omit<FileRow, 'content' | 'encoding'>;

/** All that an artifact says about itself: everything but its bytes. */
export const ARTIFACT_COLUMNS = [
  'disk_id',
  'path',
  'mime',
  'size',
  'meta',
  'created_at',
  'updated_at',
] as const;

const INFO = '__artifact_info__';

export function artifactJson(row: ArtifactRow) {
  const place = splitPath(row.path);
  return {
    disk_id: row.disk_id,
    ...place,
    meta: {
      ...(row.meta !== null && objectSchema.parse(JSON.parse(row.meta))),
      [INFO]: { ...place, mime: row.mime, size: row.size },
    },
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

/** The caller's meta as it is stored. */
export function ownMeta(meta: JsonObject): string {
  if (Object.hasOwn(meta, INFO)) throw badParameter(`meta: '${INFO}' is reserved`);
  return JSON.stringify(meta);
}

/** Marks the disk and its skill as changed. Comes first: it keeps other writers out and finds out what is gone. */
export async function touchDisk(db: Db, { stamp }: Pick<Services, 'stamp'>, diskId: string): Promise<void> {
  const at = stamp();
  const { numUpdatedRows } = await db
    .updateTable('ac_disks')
    .set({ updated_at: at })
    .where('id', '=', diskId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound('disk');
  await db.updateTable('ac_skills').set({ updated_at: at }).where('disk_id', '=', diskId).execute();
}

/** Writes a file, over what was there. */
export async function putArtifact(
  db: Db,
  services: Pick<Services, 'stamp'>,
  file: { diskId: string; path: string; bytes: Uint8Array; meta: string | null },
): Promise<ArtifactRow> {
  await touchDisk(db, services, file.diskId);
  const at = services.stamp();
  const encoded = encode(file.bytes);
  const mime = mimeFor(file.path, encoded.encoding);
  const written = { mime, ...encoded, meta: file.meta, updated_at: at };
  await db
    .insertInto('ac_files')
    .values({ ...written, disk_id: file.diskId, path: file.path, created_at: at })
    .onConflict((conflict) => conflict.columns(['disk_id', 'path']).doUpdateSet(written))
    .execute();
  return db
    .selectFrom('ac_files')
    .select(ARTIFACT_COLUMNS)
    .where('disk_id', '=', file.diskId)
    .where('path', '=', file.path)
    .executeTakeFirstOrThrow();
}
