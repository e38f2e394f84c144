import { ApiError, badParameter, created, notFound, ok, storageError } from '../http/envelope.ts';
import { pageQuery, readPage } from '../http/page.ts';
import { secondsOf, uuid } from '../http/query.ts';
import { metaField, readForm } from '../http/read-form.ts';
import type { Call, Route } from '../http/router.ts';
import type { SkillRow } from '../db/tables.ts';
import { sanitiseSkillName } from '#lib/skills/sanitise-skill-name.ts';
import { unzipSkill } from '#lib/skills/unzip-skill.ts';
import { zipSkill } from '#lib/skills/zip-skill.ts';
import { contentTypeOf } from '../skills/file-kind.ts';
import { bytesOf, createSkill, deleteSkill, textOf } from '../skills/skill-store.ts';
import { fileLink } from './material.ts';
import { findSkill, userFilter, userNamed } from './find.ts';
import { skillsJson } from './skill-json.ts';

const MAX_ZIP_FILES = 200;
const MAX_ZIP_BYTES = 50 * 1024 * 1024;

async function skillOf(call: Call): Promise<SkillRow> {
  const id = uuid(call.param('id'), 'invalid skill_id');
  const skill = await findSkill(call.services.db, { id, projectId: call.projectId });
  if (!skill) throw storageError(404, 'record not found');
  return skill;
}

async function list(call: Call): Promise<Response> {
  const { services, projectId, query } = call;
  const page = pageQuery(query, { fallback: 20, min: 1, max: 200, badCursor: 500 });
  const userId = await userFilter(call);
  const found = services.db
    .selectFrom('ac_skills')
    .selectAll()
    .where('project_id', '=', projectId)
    .$if(userId !== null, (select) => select.where('user_id', '=', userId));
  const { rows, ...rest } = await readPage(found, page);
  const skills = await skillsJson(services.db, rows);
  return ok({ items: skills.map(({ disk_id: _hidden, ...skill }) => skill), ...rest });
}

async function get(call: Call): Promise<Response> {
  const [skill] = await skillsJson(call.services.db, [await skillOf(call)]);
  return ok(skill);
}

async function remove(call: Call): Promise<Response> {
  const { services, projectId } = call;
  const id = uuid(call.param('id'), 'invalid skill_id');
  const skill = await findSkill(services.db, { id, projectId });
  if (!skill) throw new ApiError(404, 'agent skill not found or access denied');
  await services.db.transaction().execute((trx) => deleteSkill(trx, skill));
  return ok();
}

async function getFile(call: Call): Promise<Response> {
  const wanted = call.query.get('file_path');
  if (!wanted) throw badParameter('file_path is required');
  const skill = await skillOf(call);
  const file = await call.services.db
    .selectFrom('ac_files')
    .selectAll()
    .where('disk_id', '=', skill.disk_id)
    .where('path', '=', wanted.replaceAll('\0', ''))
    .executeTakeFirst();
  if (!file) throw notFound('file');
  const type = file.encoding === 'utf8' ? contentTypeOf(file.path, file.mime) : null;
  return ok({
    path: file.path,
    mime: file.mime,
    ...(type
      ? { content: { type, raw: textOf(file) } }
      : { url: await fileLink(call, file, secondsOf(call.query, 900)) }),
  });
}

async function downloadZip(call: Call): Promise<Response> {
  const skill = await skillOf(call);
  const files = await call.services.db
    .selectFrom('ac_files')
    .selectAll()
    .where('disk_id', '=', skill.disk_id)
    .orderBy('path')
    .execute();
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length > MAX_ZIP_FILES || bytes > MAX_ZIP_BYTES) {
    throw new ApiError(413, 'skill is too large to download as zip');
  }
  const archive = zipSkill(files.map((file) => ({ path: file.path, content: bytesOf(file) })));
  const ascii = skill.name.replaceAll(/[^\w.-]/g, '-');
  return new Response(archive, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${ascii}.zip"; filename*=UTF-8''${encodeURIComponent(skill.name)}.zip`,
    },
  });
}

async function upload(call: Call): Promise<Response> {
  const { services, projectId } = call;
  const form = await readForm(call.request, services.settings.maxBodyBytes);
  const file = form.get('file');
  if (!(file instanceof File)) throw new ApiError(400, 'file is required');
  if (!file.name.toLowerCase().endsWith('.zip')) throw new ApiError(400, 'file must be a zip archive');
  const meta = metaField(form.get('meta'));
  const user = form.get('user');
  const unpacked = unzipSkill(new Uint8Array(await file.arrayBuffer()));
  if (!unpacked.ok) throw badParameter(unpacked.reason);
  const row = await services.db.transaction().execute(async (trx) =>
    createSkill(trx, services, {
      projectId,
      userId: await userNamed(call, trx, typeof user === 'string' ? user : undefined),
      name: sanitiseSkillName(unpacked.skill.name),
      description: unpacked.skill.description,
      meta,
      files: unpacked.files,
    }),
  );
  const [skill] = await skillsJson(services.db, [row]);
  return created(skill);
}

export const agentSkillRoutes: Route[] = [
  ['GET', '/agent_skills', list],
  ['POST', '/agent_skills', upload],
  ['GET', '/agent_skills/:id', get],
  ['DELETE', '/agent_skills/:id', remove],
  ['GET', '/agent_skills/:id/file', getFile],
  ['GET', '/agent_skills/:id/download_zip', downloadZip],
];
