import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import { newDisk, newSkill, skillMd, someName } from '../making.ts';
import type { Api } from '../open-api.ts';
import * as shapes from '../wire-shapes.ts';

const PIXEL = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 255]);
const readShape = z.object({
  artifact: shapes.artifact,
  public_url: z.string().nullish(),
  content: z.object({ type: z.string(), raw: z.string() }).nullish(),
});
const folderShape = z.object({
  artifacts: z.array(shapes.artifact).nullable(),
  directories: z.array(z.string()).nullable(),
});
const artifacts = z.array(shapes.artifact);

function form(
  filename: string,
  content: string | Uint8Array<ArrayBuffer>,
  fields: Record<string, string> = {},
) {
  const data = new FormData();
  data.set('file', new Blob([content]), filename);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const put = (
  api: Api,
  disk: { id: string },
  folder: string,
  filename: string,
  content: string,
  meta?: object,
) =>
  api.ok('POST', `/disk/${disk.id}/artifact`, shapes.artifact, {
    form: form(filename, content, { file_path: folder, ...(meta && { meta: JSON.stringify(meta) }) }),
    status: 201,
  });

const namesOf = (found: { filename: string }[]): string[] => found.map(({ filename }) => filename).toSorted();

export const diskCases = casesOf('disks', [
  {
    route: 'POST /disk',
    behaviour: 'makes a disk, which is deleted once',
    run: async (api) => {
      const disk = await api.ok('POST', '/disk', shapes.disk, { json: {}, status: 201 });
      await api.done('DELETE', `/disk/${disk.id}`);
      await api.refused('DELETE', `/disk/${disk.id}`, { status: [404, 500] });
    },
  },
  {
    route: 'POST /disk/:id/artifact',
    behaviour: 'puts a file with meta, and over what was there',
    run: async (api) => {
      const disk = await newDisk(api);
      const made = await put(api, disk, '/notes/', 'a.md', '# A', { by: 'me' });
      expectPart('artifact', made, {
        disk_id: disk.id,
        path: '/notes/',
        filename: 'a.md',
        meta: { by: 'me', __artifact_info__: { path: '/notes/', filename: 'a.md', size: 3 } },
      });
      await put(api, disk, '/notes/', 'a.md', '# Again');
      const query = { file_path: '/notes/a.md' };
      const read = await api.ok('GET', `/disk/${disk.id}/artifact`, readShape, { query });
      expectEqual('content', read.content?.raw, '# Again');
      const folder = await api.ok('GET', `/disk/${disk.id}/artifact/ls`, folderShape, {
        query: { path: '/notes/' },
      });
      expectEqual('files', namesOf(folder.artifacts ?? []), ['a.md']);
    },
  },
  {
    route: 'POST /disk/:id/artifact',
    behaviour: 'puts a file into the root when no folder is named, and refuses a form without one',
    run: async (api) => {
      const path = `/disk/${(await newDisk(api)).id}/artifact`;
      const made = await api.ok('POST', path, shapes.artifact, { form: form('a.txt', 'x'), status: 201 });
      expectPart('artifact', made, { path: '/', filename: 'a.txt' });
      const none = new FormData();
      none.set('file_path', '/');
      await api.refused('POST', path, { status: 400 }, { form: none });
    },
  },
  {
    route: 'POST /disk/:id/artifact',
    behaviour: 'answers 413 above 16 MiB',
    run: async (api) => {
      const { id } = await newDisk(api);
      const large = form('big.bin', new Uint8Array(16 * 1024 * 1024 + 1));
      await api.refused('POST', `/disk/${id}/artifact`, { status: 413 }, { form: large });
    },
  },
  {
    route: 'GET /disk/:id/artifact',
    behaviour: 'gives content and an address that opens without a key, as asked for',
    run: async (api) => {
      const disk = await newDisk(api);
      await put(api, disk, '/', 'a.md', '# A');
      const path = `/disk/${disk.id}/artifact`;
      const file = { file_path: '/a.md' };
      const read = await api.ok('GET', path, readShape, { query: file });
      expectPart('content', read.content, { type: 'text', raw: '# A' });
      const response = await fetch(read.public_url ?? '', { signal: AbortSignal.timeout(30_000) });
      expectEqual('bytes behind public_url', await response.text(), '# A');
      const query = { ...file, with_content: 'false', with_public_url: 'false' };
      const bare = await api.ok('GET', path, readShape, { query });
      expectEqual('without both', [bare.content ?? null, bare.public_url ?? null], [null, null]);
      await api.refused('GET', path, { status: 400 });
      await api.refused('GET', path, { status: [404, 500] }, { query: { file_path: '/nope.md' } });
    },
  },
  {
    route: 'PUT /disk/:id/artifact',
    behaviour: 'changes the meta',
    run: async (api) => {
      const disk = await newDisk(api);
      await put(api, disk, '/', 'a.md', '# A');
      const json = { file_path: '/a.md', meta: JSON.stringify({ seen: 1 }) };
      const path = `/disk/${disk.id}/artifact`;
      const { artifact } = await api.ok('PUT', path, z.object({ artifact: shapes.artifact }), { json });
      expectPart('meta', artifact.meta, { seen: 1, __artifact_info__: { filename: 'a.md' } });
    },
  },
  {
    route: 'GET /disk/:id/artifact/ls',
    behaviour: 'lists the files and folders of one folder',
    run: async (api) => {
      const disk = await newDisk(api);
      await put(api, disk, '/', 'a.md', 'a');
      await put(api, disk, '/notes/', 'b.md', 'b');
      await put(api, disk, '/notes/', 'c.md', 'c');
      const ls = (path: string) =>
        api.ok('GET', `/disk/${disk.id}/artifact/ls`, folderShape, { query: { path } });
      const root = await ls('/');
      expectEqual('files of /', namesOf(root.artifacts ?? []), ['a.md']);
      const folders = (root.directories ?? []).map((name) => name.replaceAll('/', ''));
      expectEqual('folders of /', folders, ['notes']);
      expectEqual('files of /notes/', namesOf((await ls('/notes/')).artifacts ?? []), ['b.md', 'c.md']);
    },
  },
  {
    route: 'GET /disk/:id/artifact/grep',
    behaviour: 'finds files by a pattern in their text',
    run: async (api) => {
      const disk = await newDisk(api);
      await put(api, disk, '/', 'a.md', 'The limit is 5000.');
      await put(api, disk, '/', 'b.md', 'Nothing here.');
      const path = `/disk/${disk.id}/artifact/grep`;
      const grep = (query: string) => api.ok('GET', path, artifacts, { query: { query } });
      expectEqual('a word', namesOf(await grep('limit')), ['a.md']);
      expectEqual('a pattern', namesOf(await grep('[0-9]{4}')), ['a.md']);
      await api.refused('GET', path, { status: 400 });
    },
  },
  {
    route: 'GET /disk/:id/artifact/glob',
    behaviour: 'finds files by a pattern of their path',
    run: async (api) => {
      const disk = await newDisk(api);
      await put(api, disk, '/', 'a.md', 'a');
      await put(api, disk, '/', 'b.txt', 'b');
      const path = `/disk/${disk.id}/artifact/glob`;
      const found = await api.ok('GET', path, artifacts, { query: { query: '*.md' } });
      expectEqual('files', namesOf(found), ['a.md']);
      await api.refused('GET', path, { status: 400 });
    },
  },
  {
    route: 'GET /disk/:id/artifact/download',
    behaviour: 'gives the bytes',
    run: async (api) => {
      const disk = await newDisk(api);
      const upload = { form: form('pixel.png', PIXEL, { file_path: '/' }), status: 201 };
      await api.ok('POST', `/disk/${disk.id}/artifact`, shapes.artifact, upload);
      const query = { file_path: '/pixel.png' };
      const answer = await api.call('GET', `/disk/${disk.id}/artifact/download`, { query });
      expectEqual('HTTP status', answer.status, 200);
      expectEqual('bytes', answer.bytes, PIXEL);
    },
  },
  {
    route: 'DELETE /disk/:id/artifact',
    behaviour: 'deletes one file',
    run: async (api) => {
      const disk = await newDisk(api);
      await put(api, disk, '/', 'a.md', 'a');
      await put(api, disk, '/', 'b.md', 'b');
      const path = `/disk/${disk.id}/artifact`;
      await api.done('DELETE', path, { query: { file_path: '/a.md' } });
      const folder = await api.ok('GET', `${path}/ls`, folderShape, { query: { path: '/' } });
      expectEqual('files', namesOf(folder.artifacts ?? []), ['b.md']);
      await api.refused('GET', path, { status: [404, 500] }, { query: { file_path: '/a.md' } });
    },
  },
  {
    route: 'POST /disk/:id/artifact',
    behaviour: 'on the disk of a skill changes the skill’s files and its time',
    run: async (api) => {
      const skill = await newSkill(api, { 'SKILL.md': skillMd(someName()) });
      await put(api, { id: skill.disk_id }, '/', 'added.md', '# Added');
      const read = await api.ok('GET', `/agent_skills/${skill.id}`, shapes.skill);
      const paths = read.file_index.map(({ path }) => path).toSorted();
      expectEqual('files', paths, ['SKILL.md', 'added.md']);
      const later = Date.parse(read.updated_at) > Date.parse(skill.updated_at);
      expectThat('updated_at', later, `later than ${skill.updated_at}`, read.updated_at);
      const query = { file_path: 'added.md' };
      const file = await api.ok('GET', `/agent_skills/${skill.id}/file`, shapes.skillFile, { query });
      expectEqual('content', file.content?.raw, '# Added');
    },
  },
]);
