import type { FileRow, SkillRow } from '../db/tables.ts';
import { DEFAULT_SKILLS } from './default-skills.ts';
import { mimeOf } from './file-kind.ts';
import { parseSkillMd } from '#lib/skills/parse-skill-md.ts';
import { sanitiseSkillName } from '#lib/skills/sanitise-skill-name.ts';
import type { Db, Services } from '../services.ts';

type Maker = Pick<Services, 'stamp' | 'newId'>;

export interface NewSkill {
  projectId: string;
  userId: string | null;
  name: string;
  description: string;
  meta: string | null;
  files: { path: string; content: string | Uint8Array }[];
}

export function encode(content: string | Uint8Array): Pick<FileRow, 'encoding' | 'content' | 'size'> {
  const bytes = Buffer.from(content);
  const text = bytes.toString('utf8');
  // A text column of Postgres cannot hold NUL.
  const isText = !text.includes('\0') && Buffer.from(text).equals(bytes);
  return isText
    ? { encoding: 'utf8', content: text, size: bytes.byteLength }
    : { encoding: 'base64', content: bytes.toString('base64'), size: bytes.byteLength };
}

/** By the name; bytes that no name explains are not called text. */
export function mimeFor(path: string, encoding: string): string {
  const mime = mimeOf(path);
  return encoding === 'base64' && mime.startsWith('text/') ? 'application/octet-stream' : mime;
}

export const bytesOf = (file: Pick<FileRow, 'encoding' | 'content'>): Uint8Array =>
  Buffer.from(file.content, file.encoding === 'base64' ? 'base64' : 'utf8');

/** Text as it is; base64 decoded, with replacement characters where it is none. */
export const textOf = (file: Pick<FileRow, 'encoding' | 'content'>): string =>
  file.encoding === 'utf8' ? file.content : new TextDecoder().decode(bytesOf(file));

export async function createFile(
  db: Db,
  { stamp }: Maker,
  file: { diskId: string; path: string; content: string | Uint8Array },
): Promise<void> {
  const at = stamp();
  const encoded = encode(file.content);
  await db
    .insertInto('ac_files')
    .values({
      disk_id: file.diskId,
      path: file.path,
      mime: mimeFor(file.path, encoded.encoding),
      ...encoded,
      meta: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

export async function writeFile(
  db: Db,
  { stamp }: Maker,
  file: { diskId: string; path: string; content: string },
): Promise<void> {
  await db
    .updateTable('ac_files')
    .set({ ...encode(file.content), updated_at: stamp() })
    .where('disk_id', '=', file.diskId)
    .where('path', '=', file.path)
    .execute();
}

/** A skill is a record and a disk with its files. */
export async function createSkill(db: Db, make: Maker, skill: NewSkill): Promise<SkillRow> {
  const at = make.stamp();
  const row: SkillRow = {
    id: make.newId(),
    project_id: skill.projectId,
    user_id: skill.userId,
    name: skill.name,
    description: skill.description,
    disk_id: make.newId(),
    meta: skill.meta,
    created_at: at,
    updated_at: at,
  };
  await db
    .insertInto('ac_disks')
    .values({
      id: row.disk_id,
      project_id: row.project_id,
      user_id: row.user_id,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await db.insertInto('ac_skills').values(row).execute();
  for (const { path, content } of skill.files)
    await createFile(db, make, { diskId: row.disk_id, path, content });
  return row;
}

export async function linkSkill(
  db: Db,
  make: Maker,
  link: { spaceId: string; skillId: string },
): Promise<{ id: string; learning_space_id: string; skill_id: string; created_at: string }> {
  const row = { id: make.newId(), space_id: link.spaceId, skill_id: link.skillId, created_at: make.stamp() };
  await db.insertInto('ac_space_skills').values(row).execute();
  return {
    id: row.id,
    learning_space_id: row.space_id,
    skill_id: row.skill_id,
    created_at: row.created_at,
  };
}

/** The two skills that every space is born with. */
export async function addDefaultSkills(
  db: Db,
  make: Maker,
  space: { id: string; project_id: string; user_id: string | null },
): Promise<void> {
  for (const content of DEFAULT_SKILLS) {
    const parsed = parseSkillMd(content);
    if (!parsed.ok) throw new Error(parsed.reason);
    const skill = await createSkill(db, make, {
      projectId: space.project_id,
      userId: space.user_id,
      name: sanitiseSkillName(parsed.skill.name),
      description: parsed.skill.description,
      meta: null,
      files: [{ path: 'SKILL.md', content }],
    });
    await linkSkill(db, make, { spaceId: space.id, skillId: skill.id });
  }
}

export async function deleteSkill(db: Db, skill: Pick<SkillRow, 'id' | 'disk_id'>): Promise<void> {
  await db.deleteFrom('ac_files').where('disk_id', '=', skill.disk_id).execute();
  await db.deleteFrom('ac_space_skills').where('skill_id', '=', skill.id).execute();
  await db.deleteFrom('ac_skills').where('id', '=', skill.id).execute();
  await db.deleteFrom('ac_disks').where('id', '=', skill.disk_id).execute();
}

/** Skills of a space, oldest first. */
export async function skillsOfSpace(db: Db, spaceId: string): Promise<SkillRow[]> {
  return db
    .selectFrom('ac_skills')
    .innerJoin('ac_space_skills', 'ac_space_skills.skill_id', 'ac_skills.id')
    .selectAll('ac_skills')
    .where('ac_space_skills.space_id', '=', spaceId)
    .orderBy('ac_skills.created_at')
    .orderBy('ac_skills.id')
    .execute();
}

/** A skill's files with their content, by path. */
export function filesOf(db: Db, skill: Pick<SkillRow, 'disk_id'>): Promise<FileRow[]> {
  return db.selectFrom('ac_files').selectAll().where('disk_id', '=', skill.disk_id).orderBy('path').execute();
}

/** The files of each disk, by path. */
export async function fileIndex(
  db: Db,
  diskIds: readonly string[],
): Promise<Map<string, { path: string; mime: string }[]>> {
  const index = new Map<string, { path: string; mime: string }[]>(diskIds.map((id) => [id, []]));
  if (diskIds.length === 0) return index;
  const rows = await db
    .selectFrom('ac_files')
    .select(['disk_id', 'path', 'mime'])
    .where('disk_id', 'in', [...diskIds])
    .orderBy('disk_id')
    .orderBy('path')
    .execute();
  for (const { disk_id, path, mime } of rows) index.get(disk_id)?.push({ path, mime });
  return index;
}
