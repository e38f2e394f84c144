import { AcontextClient, DISK_TOOLS } from '@acontext/acontext';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { EMBEDDED_KEY, serveEmbeddedAcontext } from '#lib/testing/serve-embedded-acontext.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { skillMd, zipOf } from './making.ts';
import { solvedIncident } from './solved-incident.ts';
import * as shapes from './wire-shapes.ts';

/** The published SDK, 0.0.16, over real HTTP: its typed calls, and everything newer through its `request`. */
const folder = temporaryLab();
let server: Awaited<ReturnType<typeof serveEmbeddedAcontext>>;
let client: AcontextClient;

beforeAll(async () => {
  server = await serveEmbeddedAcontext({ kind: 'sqlite', dataDir: folder.dataDir });
  client = new AcontextClient({ apiKey: EMBEDDED_KEY, baseUrl: server.baseUrl });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

describe('typed calls', () => {
  test('page sessions, edit messages on the way out and read tasks', async () => {
    const made = [
      await client.sessions.create(),
      await client.sessions.create(),
      await client.sessions.create(),
    ];
    const first = await client.sessions.list({ limit: 2 });
    const rest = await client.sessions.list({ limit: 2, cursor: first.next_cursor ?? '' });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(made.map(({ id }) => id));

    const id = made[0]?.id ?? '';
    for (const message of solvedIncident()) await client.sessions.storeMessage(id, message);
    const params = { keep_recent_n_tool_results: 0, tool_result_placeholder: 'Gone' };
    const edited = await client.sessions.getMessages(id, {
      editStrategies: [{ type: 'remove_tool_result', params }],
      timeDesc: false,
    });
    const messages = z
      .array(z.object({ role: z.string(), content: z.string().optional() }))
      .parse(edited.items);
    const results = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
    expect(new Set(results)).toEqual(new Set(['Gone']));

    expect(await client.sessions.flush(id)).toEqual({ status: 200, errmsg: '' });
    const { items } = await client.sessions.getTasks(id);
    expect(items).toMatchObject([{ order: 1, session_id: id, is_planning: false }]);
  });

  test('give an agent the tools of a disk', async () => {
    const disk = await client.disks.create();
    const context = DISK_TOOLS.formatContext(client, disk.id);
    await DISK_TOOLS.executeTool(context, 'write_file', {
      filename: 'a.md',
      file_path: '/notes/',
      content: 'one',
    });
    const replace = { filename: 'a.md', file_path: '/notes/', old_string: 'one', new_string: 'two' };
    await DISK_TOOLS.executeTool(context, 'replace_string', replace);
    const read = { filename: 'a.md', file_path: '/notes/' };
    expect(await DISK_TOOLS.executeTool(context, 'read_file', read)).toContain('two');
    expect(await DISK_TOOLS.executeTool(context, 'list_artifacts', { file_path: '/' })).toContain('notes');
  });
});

describe('through request()', () => {
  const created = z.object({ id: z.string() });

  test('sessions take users and chosen ids; their configs, metas and events are patched and listed', async () => {
    const use_uuid = '0c9a7a52-2f5f-4a39-9b4e-2f8a4a3d1c55';
    const jsonData = { use_uuid, user: 'grace', configs: { a: 1 } };
    expect(created.parse(await client.request('POST', '/session', { jsonData })).id).toBe(use_uuid);
    const path = `/session/${use_uuid}`;
    const configs = { jsonData: { configs: { a: null, b: 2 } } };
    expect(await client.request('PATCH', `${path}/configs`, configs)).toEqual({ configs: { b: 2 } });
    const body = { blob: { role: 'user', content: 'hello' }, meta: { n: 1 } };
    const message = shapes.message.parse(
      await client.request('POST', `${path}/messages`, { jsonData: body }),
    );
    const meta = { jsonData: { meta: { m: 2 } } };
    const patched = await client.request('PATCH', `${path}/messages/${message.id}/meta`, meta);
    expect(patched).toEqual({ meta: { n: 1, m: 2 } });
    await client.request('POST', `${path}/events`, { jsonData: { type: 'note', data: { text: 'x' } } });
    expect(await client.request('GET', `${path}/events`)).toMatchObject({ items: [{ type: 'note' }] });
    expect(await client.request('GET', '/user/grace/resources')).toMatchObject({
      counts: { sessions_count: 1 },
    });
    expect(await client.request('GET', '/user/ls')).toMatchObject({ items: [{ identifier: 'grace' }] });
    await client.request('DELETE', '/user/grace');
    await expect(client.request('DELETE', path)).rejects.toMatchObject({ statusCode: 404 });
  });

  test('a skill is uploaded, included in a space, read, and excluded', async () => {
    const content = Buffer.from(zipOf({ 'SKILL.md': skillMd('sdk-skill'), 'notes.md': '# Notes' }));
    const files = { file: { filename: 'skill.zip', content, contentType: 'application/zip' } };
    const skill = shapes.skill.parse(
      await client.request('POST', '/agent_skills', { files, data: { meta: '{}' } }),
    );
    const space = shapes.space.parse(await client.request('POST', '/learning_spaces', { jsonData: {} }));
    const path = `/learning_spaces/${space.id}/skills`;
    const include = { jsonData: { skill_id: skill.id } };
    await client.request('POST', path, include);
    await expect(client.request('POST', path, include)).rejects.toMatchObject({ statusCode: 409 });
    const params = { file_path: 'notes.md' };
    expect(await client.request('GET', `/agent_skills/${skill.id}/file`, { params })).toMatchObject({
      content: { type: 'text', raw: '# Notes' },
    });
    await client.request('DELETE', `${path}/${skill.id}`);
    expect(z.array(shapes.skill).parse(await client.request('GET', path))).toHaveLength(2);
    await client.request('PATCH', `/learning_spaces/${space.id}`, { jsonData: { meta: { kept: true } } });
    const params2 = { filter_by_meta: JSON.stringify({ kept: true }) };
    expect(await client.request('GET', '/learning_spaces', { params: params2 })).toMatchObject({
      items: [{ id: space.id }],
    });
  });

  test('project configs are merged', async () => {
    const set = { jsonData: { task_success_criteria: 'The user says so.' } };
    await client.request('PATCH', '/project/configs', set);
    expect(await client.request('GET', '/project/configs')).toEqual({
      task_success_criteria: 'The user says so.',
      encryption_enabled: false,
    });
    await client.request('PATCH', '/project/configs', { jsonData: { task_success_criteria: null } });
  });
});
