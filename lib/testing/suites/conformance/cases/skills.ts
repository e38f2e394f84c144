import { unzipSync } from 'fflate';
import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import { newSkill, newSpace, skillForm, skillMd, someId, someName } from '../making.ts';
import type { Api } from '../open-api.ts';
import * as shapes from '../wire-shapes.ts';

const listed = shapes.listOf(shapes.listedSkill);
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 255]);

const pathsOf = (skill: { file_index: { path: string }[] }): string[] =>
  skill.file_index.map(({ path }) => path).toSorted();
const fileOf = (api: Api, skill: { id: string }, path: string) =>
  api.ok('GET', `/agent_skills/${skill.id}/file`, shapes.skillFile, { query: { file_path: path } });

export const skillCases = casesOf('skills', [
  {
    route: 'POST /agent_skills',
    behaviour: 'takes a zip and reads name and description from SKILL.md',
    run: async (api) => {
      const name = someName();
      const files = { 'SKILL.md': skillMd(name, 'How to do it.'), 'notes.md': '# Notes' };
      const skill = await newSkill(api, files, { meta: JSON.stringify({ by: 'test' }) });
      expectPart('skill', skill, { name, description: 'How to do it.', meta: { by: 'test' }, user_id: null });
      expectEqual('files', pathsOf(skill), ['SKILL.md', 'notes.md']);
      const markdown = skill.file_index.every(({ mime }) => mime.startsWith('text/markdown'));
      expectThat('mime', markdown, 'text/markdown', skill.file_index);
    },
  },
  {
    route: 'POST /agent_skills',
    behaviour: 'drops a common root folder and the junk of macOS',
    run: async (api) => {
      const skill = await newSkill(api, {
        'my-skill/SKILL.md': skillMd(someName()),
        'my-skill/more/a.md': 'a',
        'my-skill/.DS_Store': 'junk',
        'my-skill/._SKILL.md': 'junk',
        '__MACOSX/my-skill/._SKILL.md': 'junk',
      });
      expectEqual('files', pathsOf(skill), ['SKILL.md', 'more/a.md']);
    },
  },
  {
    route: 'POST /agent_skills',
    behaviour: 'makes dashes of what a file name cannot hold',
    run: async (api) => {
      const { name } = await newSkill(api, { 'SKILL.md': skillMd('a b/c:d') });
      expectEqual('name', name, 'a-b-c-d');
    },
  },
  {
    route: 'POST /agent_skills',
    behaviour: 'takes a name as often as it comes',
    run: async (api) => {
      const name = someName();
      const one = await newSkill(api, { 'SKILL.md': skillMd(name) });
      const two = await newSkill(api, { 'SKILL.md': skillMd(name) });
      expectThat('ids', one.id !== two.id && one.disk_id !== two.disk_id, 'two skills', [one, two]);
    },
  },
  {
    route: 'POST /agent_skills',
    behaviour: 'refuses a form without file, another kind of file and a broken meta',
    run: async (api) => {
      const none = new FormData();
      none.set('meta', '{}');
      await api.refused('POST', '/agent_skills', { status: 400 }, { form: none });
      const files = { 'SKILL.md': skillMd(someName()) };
      const tar = skillForm(files, {}, 'skill.tar');
      await api.refused('POST', '/agent_skills', { status: 400 }, { form: tar });
      const meta = skillForm(files, { meta: '{nope' });
      await api.refused('POST', '/agent_skills', { status: 400 }, { form: meta });
    },
  },
  {
    route: 'POST /agent_skills',
    behaviour: 'refuses a zip without a SKILL.md that has a name and a description',
    run: async (api) => {
      const texts = ['---\nname: "x"\n---\n', '---\ndescription: "x"\n---\n', '---\n: : :\n\t- [\n---\n'];
      const forms = [{ 'README.md': '# x' }, ...texts.map((text) => ({ 'SKILL.md': text }))];
      for (const files of forms) {
        await api.refused('POST', '/agent_skills', { status: 400 }, { form: skillForm(files) });
      }
    },
  },
  {
    route: 'GET /agent_skills',
    behaviour: 'lists skills without their disk',
    run: async (api) => {
      const name = someName();
      const skill = await newSkill(api, { 'SKILL.md': skillMd(someName()) }, { user: name });
      const raw = await api.ok('GET', '/agent_skills', shapes.listOf(z.record(z.string(), z.unknown())), {
        query: { user: name },
      });
      expectPart('items', raw.items, [{ id: skill.id, file_index: [{ path: 'SKILL.md' }] }]);
      expectThat('disk_id', raw.items[0]?.['disk_id'] === undefined, 'no such key', raw.items[0]);
      await api.ok('GET', '/agent_skills', listed, { query: { user: name } });
    },
  },
  {
    route: 'GET /agent_skills/:id',
    behaviour: 'answers the skill with its disk and files',
    run: async (api) => {
      const skill = await newSkill(api, { 'SKILL.md': skillMd(someName()), 'a/b.md': 'b' });
      const read = await api.ok('GET', `/agent_skills/${skill.id}`, shapes.skill);
      expectPart('skill', read, { id: skill.id, disk_id: skill.disk_id, name: skill.name });
      expectEqual('files', pathsOf(read), ['SKILL.md', 'a/b.md']);
    },
  },
  {
    route: 'GET /agent_skills/:id/file',
    behaviour: 'gives texts by their type, in folders too',
    run: async (api) => {
      const files = {
        'SKILL.md': skillMd(someName()),
        'data.json': '{"a":1}',
        'table.csv': 'a,b\n1,2\n',
        'run.py': 'print(1)\n',
        'notes.txt': 'noted',
        'deep/er/notes.md': '# Deep',
      };
      const skill = await newSkill(api, files);
      const types = {
        'data.json': 'json',
        'table.csv': 'csv',
        'run.py': 'code',
        'notes.txt': 'text',
        'deep/er/notes.md': 'text',
      };
      for (const [path, type] of Object.entries(types)) {
        const file = await fileOf(api, skill, path);
        expectPart(path, file, { path, content: { type } });
      }
      expectEqual('raw', (await fileOf(api, skill, 'deep/er/notes.md')).content?.raw, '# Deep');
    },
  },
  {
    route: 'GET /agent_skills/:id/file',
    behaviour: 'gives other files by an address that opens without a key',
    run: async (api) => {
      const skill = await newSkill(api, { 'SKILL.md': skillMd(someName()), 'pixel.png': PNG });
      const { url } = await fileOf(api, skill, 'pixel.png');
      expectThat('url', typeof url === 'string' && URL.canParse(url), 'an address', url);
      const response = await fetch(url ?? '', { signal: AbortSignal.timeout(30_000) });
      expectEqual('HTTP status', response.status, 200);
      expectEqual('bytes', new Uint8Array(await response.arrayBuffer()), PNG);
    },
  },
  {
    route: 'GET /agent_skills/:id/file',
    behaviour: 'refuses a missing path and a file that is not there',
    run: async (api) => {
      const { id } = await newSkill(api, { 'SKILL.md': skillMd(someName()) });
      await api.refused('GET', `/agent_skills/${id}/file`, { status: 400 });
      const none = { status: 404, says: 'file not found' };
      await api.refused('GET', `/agent_skills/${id}/file`, none, { query: { file_path: 'nope.md' } });
      const query = { file_path: 'SKILL.md' };
      await api.refused('GET', `/agent_skills/${someId()}/file`, { status: 404 }, { query });
    },
  },
  {
    route: 'GET /agent_skills/:id/download_zip',
    behaviour: 'gives back the files that were uploaded',
    run: async (api) => {
      const name = someName();
      const skill = await newSkill(api, { 'SKILL.md': skillMd(name), 'a/b.md': 'b', 'pixel.png': PNG });
      const answer = await api.call('GET', `/agent_skills/${skill.id}/download_zip`);
      expectEqual('HTTP status', answer.status, 200);
      const type = answer.headers.get('content-type') ?? '';
      expectThat('content-type', type.startsWith('application/zip'), 'application/zip', type);
      const disposition = answer.headers.get('content-disposition') ?? '';
      expectThat('content-disposition', disposition.includes(`${name}.zip`), `${name}.zip`, disposition);
      // A common root folder may be around them.
      const entries = Object.entries(unzipSync(answer.bytes)).filter(([path]) => !path.endsWith('/'));
      const find = (path: string) =>
        entries.find(([found]) => found === path || found.endsWith(`/${path}`))?.[1];
      expectEqual('number of files', entries.length, 3);
      expectEqual('SKILL.md', new TextDecoder().decode(find('SKILL.md')), skillMd(name));
      expectEqual('a/b.md', new TextDecoder().decode(find('a/b.md')), 'b');
      expectEqual('pixel.png', new Uint8Array(find('pixel.png') ?? []), PNG);
      await api.refused('GET', `/agent_skills/${someId()}/download_zip`, { status: 404 });
    },
  },
  {
    route: 'DELETE /agent_skills/:id',
    behaviour: 'takes the skill out of its spaces, once',
    run: async (api) => {
      const space = await newSpace(api);
      const skill = await newSkill(api, { 'SKILL.md': skillMd(someName()) });
      const path = `/learning_spaces/${space.id}/skills`;
      const json = { skill_id: skill.id };
      await api.ok('POST', path, shapes.spaceSkill, { json, status: 201 });
      await api.done('DELETE', `/agent_skills/${skill.id}`);
      const left = await api.ok('GET', path, z.array(shapes.skill));
      expectThat('skills of the space', !left.some(({ id }) => id === skill.id), 'without it', left);
      await api.refused('GET', `/agent_skills/${skill.id}`, { status: 404 });
      const gone = { status: 404, says: 'agent skill not found or access denied' };
      await api.refused('DELETE', `/agent_skills/${skill.id}`, gone);
    },
  },
]);
