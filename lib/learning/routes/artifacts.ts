import { z } from 'zod';
import type { FileRow } from '../db/tables.ts';
import { ARTIFACT_COLUMNS, artifactJson, ownMeta, putArtifact, touchDisk } from '../disks/artifacts.ts';
import { filePath, folderOf } from '../disks/artifact-path.ts';
import { matchGlob } from '../disks/match-glob.ts';
import { searchTexts } from '../disks/search-texts.ts';
import { bytesResponse } from '../http/bytes.ts';
import { badParameter, created, notFound, ok } from '../http/envelope.ts';
import { boolean, limitOf, secondsOf } from '../http/query.ts';
import { readJson } from '../http/read-body.ts';
import { metaObject, readForm, textField } from '../http/read-form.ts';
import type { Call, Route } from '../http/router.ts';
import { contentTypeOf } from '../skills/file-kind.ts';
import { bytesOf } from '../skills/skill-store.ts';
import { diskOf } from './find.ts';
import { fileLink } from './material.ts';

async function upload(call: Call): Promise<Response> {
  const { services, request } = call;
  const { id: diskId } = await diskOf(call);
  const form = await readForm(request, services.settings.maxBodyBytes);
  const file = form.get('file');
  if (!(file instanceof File)) throw badParameter('file is required');
  const folder = folderOf(textField(form.get('file_path'), 'file_path') ?? '/');
  const path = filePath(folder + (file.name.split('/').at(-1) ?? ''));
  const meta = textField(form.get('meta'), 'meta');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const row = await services.db.transaction().execute((trx) =>
    putArtifact(trx, services, {
      diskId,
      path,
      bytes,
      meta: meta === undefined ? null : ownMeta(metaObject(meta)),
    }),
  );
  return created(artifactJson(row));
}

const wantedPath = ({ query }: Call): string => {
  const text = query.get('file_path');
  if (!text) throw badParameter('file_path is required');
  return filePath(text);
};

async function fileOf(call: Call): Promise<FileRow> {
  const path = wantedPath(call);
  const { id } = await diskOf(call);
  const file = await call.services.db
    .selectFrom('ac_files')
    .selectAll()
    .where('disk_id', '=', id)
    .where('path', '=', path)
    .executeTakeFirst();
  if (!file) throw notFound('artifact');
  return file;
}

async function get(call: Call): Promise<Response> {
  const withUrl = boolean(call.query, 'with_public_url', true);
  const withContent = boolean(call.query, 'with_content', true);
  const seconds = secondsOf(call.query, 3600);
  const file = await fileOf(call);
  const type = file.encoding === 'utf8' ? contentTypeOf(file.path, file.mime) : null;
  return ok({
    artifact: artifactJson(file),
    ...(withUrl && { public_url: await fileLink(call, file, seconds) }),
    ...(withContent && type && { content: { type, raw: file.content } }),
  });
}

const updateSchema = z.object({ file_path: z.string().min(1), meta: z.string() });

async function update(call: Call): Promise<Response> {
  const { services, request } = call;
  const body = await readJson(request, services.settings.maxBodyBytes, updateSchema);
  const path = filePath(body.file_path);
  const meta = ownMeta(metaObject(body.meta));
  const { id } = await diskOf(call);
  const row = await services.db.transaction().execute(async (trx) => {
    await touchDisk(trx, services, id);
    await trx
      .updateTable('ac_files')
      .set({ meta, updated_at: services.stamp() })
      .where('disk_id', '=', id)
      .where('path', '=', path)
      .execute();
    const file = await trx
      .selectFrom('ac_files')
      .select(ARTIFACT_COLUMNS)
      .where('disk_id', '=', id)
      .where('path', '=', path)
      .executeTakeFirst();
    if (!file) throw notFound('artifact');
    return file;
  });
  return ok({ artifact: artifactJson(row) });
}

async function remove(call: Call): Promise<Response> {
  const { services } = call;
  const path = wantedPath(call);
  const { id } = await diskOf(call);
  await services.db.transaction().execute(async (trx) => {
    await touchDisk(trx, services, id);
    const { numDeletedRows } = await trx
      .deleteFrom('ac_files')
      .where('disk_id', '=', id)
      .where('path', '=', path)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw notFound('artifact');
  });
  return ok();
}

const artifactsOf = (call: Call, diskId: string) =>
  call.services.db
    .selectFrom('ac_files')
    .select(ARTIFACT_COLUMNS)
    .where('disk_id', '=', diskId)
    .orderBy('path')
    .execute();

/** One folder: its files, and the names of the folders in it. */
async function listFolder(call: Call): Promise<Response> {
  const text = call.query.get('path') ?? '/';
  const folder = folderOf(text.endsWith('/') ? text : `${text}/`);
  const { id } = await diskOf(call);
  const below = (await artifactsOf(call, id)).filter(({ path }) => path.startsWith(folder));
  const rest = (path: string) => path.slice(folder.length);
  const folders = below.map(({ path }) => rest(path).split('/')).filter((parts) => parts.length > 1);
  return ok({
    artifacts: below.filter(({ path }) => !rest(path).includes('/')).map(artifactJson),
    directories: [...new Set(folders.map(([name]) => name))],
  });
}

function searchQuery({ query }: Call): { wanted: string; limit: number } {
  const limit = limitOf(query, { fallback: 100, min: 0, max: 200 });
  const wanted = query.get('query');
  if (!wanted) throw badParameter('query is required');
  // As in the list of users: none is all.
  return { wanted, limit: limit === 0 ? Number.POSITIVE_INFINITY : limit };
}

async function grep(call: Call): Promise<Response> {
  const { wanted, limit } = searchQuery(call);
  const { id } = await diskOf(call);
  const files = await call.services.db
    .selectFrom('ac_files')
    .selectAll()
    .where('disk_id', '=', id)
    .where('encoding', '=', 'utf8')
    .orderBy('path')
    .execute();
  const found = searchTexts(
    wanted,
    files.map(({ content }) => content),
  );
  return ok(
    files
      .filter((_, index) => found[index])
      .slice(0, limit)
      .map(artifactJson),
  );
}

const MAX_GLOB = 512;

async function glob(call: Call): Promise<Response> {
  const { wanted, limit } = searchQuery(call);
  if (wanted.length > MAX_GLOB) throw badParameter(`query is longer than ${MAX_GLOB} characters`);
  const { id } = await diskOf(call);
  const found = (await artifactsOf(call, id)).filter(({ path }) => matchGlob(wanted, path));
  return ok(found.slice(0, limit).map(artifactJson));
}

async function download(call: Call): Promise<Response> {
  const file = await fileOf(call);
  return bytesResponse(bytesOf(file), { mime: file.mime, name: file.path.split('/').at(-1) ?? 'file' });
}

export const artifactRoutes: Route[] = [
  ['POST', '/disk/:id/artifact', upload],
  ['GET', '/disk/:id/artifact', get],
  ['PUT', '/disk/:id/artifact', update],
  ['DELETE', '/disk/:id/artifact', remove],
  ['GET', '/disk/:id/artifact/ls', listFolder],
  ['GET', '/disk/:id/artifact/grep', grep],
  ['GET', '/disk/:id/artifact/glob', glob],
  ['GET', '/disk/:id/artifact/download', download],
];
