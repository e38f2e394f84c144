import type { SkillRow } from '../db/tables.ts';
import { objectSchema } from '../http/read-body.ts';
import type { Db } from '../services.ts';
import { fileIndex } from '../skills/skill-store.ts';

/** Skills as the API shows them, with the files of their disks. */
export async function skillsJson(db: Db, rows: readonly SkillRow[]) {
  const index = await fileIndex(
    db,
    rows.map((row) => row.disk_id),
  );
  return rows.map((row) => ({
    id: row.id,
    user_id: row.user_id,
    name: row.name,
    description: row.description,
    disk_id: row.disk_id,
    file_index: index.get(row.disk_id) ?? [],
    meta: row.meta === null ? null : objectSchema.parse(JSON.parse(row.meta)),
    created_at: row.created_at,
    updated_at: row.updated_at,
  }));
}
