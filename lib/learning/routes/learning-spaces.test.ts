import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseSkillMd } from '#lib/skills/parse-skill-md.ts';
import { unzipSkill } from '#lib/skills/unzip-skill.ts';
import { zipSkill } from '#lib/skills/zip-skill.ts';
import {
  attachedSession,
  learned,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';

const UNKNOWN = '6f1c1c1e-0000-4000-8000-00000000abcd';
const idSchema = z.object({ id: z.string() });
const skillSchema = z.object({ id: z.string(), name: z.string(), disk_id: z.string() });

let lab: LearningHarness;
beforeAll(async () => {
  lab = await learningHarness();
});
afterAll(async () => {
  await lab.close();
});

const newSpace = async (body: unknown = {}): Promise<string> =>
  idSchema.parse((await lab.call('POST', '/learning_spaces', body)).data).id;

const skillMd = (name: string): string =>
  `---\nname: "${name}"\ndescription: "About ${name}."\n---\n\n# ${name}\n`;

async function upload(files: { path: string; content: string }[], name = 'skill.zip'): Promise<Response> {
  const form = new FormData();
  form.set('file', new File([zipSkill(files)], name, { type: 'application/zip' }));
  form.set('meta', '{"from":"test"}');
  return lab.send('POST', '/agent_skills', { body: form });
}

async function uploaded(name: string): Promise<string> {
  const response = await upload([{ path: 'SKILL.md', content: skillMd(name) }]);
  expect(response.status).toBe(201);
  return z.object({ data: idSchema }).parse(await response.json()).data.id;
}

describe('a learning space', () => {
  test('needs a JSON body and is born with two valid default skills', async () => {
    expect(await lab.call('POST', '/learning_spaces')).toMatchObject({ status: 400 });
    const created = await lab.call('POST', '/learning_spaces', {});
    expect(created).toMatchObject({ status: 201, data: { user_id: null, meta: null } });
    const { id } = idSchema.parse(created.data);
    const skills = await lab.call('GET', `/learning_spaces/${id}/skills`);
    expect(skills.data).toMatchObject([
      {
        name: 'daily-logs',
        file_index: [{ path: 'SKILL.md', mime: 'text/markdown' }],
        disk_id: expect.any(String),
      },
      { name: 'user-general-facts', meta: null },
    ]);
    for (const skill of z.array(skillSchema).parse(skills.data)) {
      const file = await lab.call('GET', `/agent_skills/${skill.id}/file?file_path=SKILL.md`);
      const { content } = z.object({ content: z.object({ raw: z.string() }) }).parse(file.data);
      expect(parseSkillMd(content.raw)).toMatchObject({ ok: true, skill: { name: skill.name } });
    }
  });

  test('keeps nulls when its meta is patched', async () => {
    const id = await newSpace({ meta: { a: 1 } });
    const patched = await lab.call('PATCH', `/learning_spaces/${id}`, { meta: { a: null, b: 2 } });
    expect(patched.data).toMatchObject({ meta: { a: null, b: 2 } });
    const filter = encodeURIComponent('{"b":2}');
    const found = await lab.call('GET', `/learning_spaces?filter_by_meta=${filter}`);
    expect(found.data).toMatchObject({ items: [{ id }], has_more: false });
  });

  test('leaves its skills and sessions behind when it is deleted', async () => {
    const ids = await attachedSession(lab);
    const skills = z
      .array(skillSchema)
      .parse((await lab.call('GET', `/learning_spaces/${ids.space}/skills`)).data);
    expect(await lab.call('DELETE', `/learning_spaces/${ids.space}`)).toMatchObject({
      status: 200,
      msg: 'ok',
      hasData: false,
    });
    expect(await lab.call('GET', `/learning_spaces/${ids.space}`)).toMatchObject({
      status: 404,
      msg: 'learning space not found',
    });
    expect(await lab.call('GET', `/agent_skills/${skills[0]?.id}`)).toMatchObject({ status: 200 });
    expect(await lab.call('GET', `/session/${ids.session}/configs`)).toMatchObject({ status: 200 });
  });

  test.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['GET', '/sessions'],
    ['GET', '/skills'],
    ['POST', '/learn'],
  ])('%s %s of an unknown one answers 404', async (method, path) => {
    const body = { PATCH: { meta: {} }, POST: { session_id: UNKNOWN } }[method];
    const answer = await lab.call(method, `/learning_spaces/${UNKNOWN}${path}`, body);
    expect(answer).toMatchObject({ status: 404, code: 404, msg: 'learning space not found' });
    expect(await lab.call(method, `/learning_spaces/x${path}`, body)).toMatchObject({
      status: 400,
      error: 'invalid id',
    });
  });
});

describe('learning', () => {
  test('attaches a session once', async () => {
    const space = await newSpace();
    const session = idSchema.parse((await lab.call('POST', '/session', {})).data).id;
    const first = await lab.call('POST', `/learning_spaces/${space}/learn`, { session_id: session });
    expect(first).toMatchObject({
      status: 201,
      data: { learning_space_id: space, session_id: session, status: 'pending' },
    });
    const second = await lab.call('POST', `/learning_spaces/${await newSpace()}/learn`, {
      session_id: session,
    });
    expect(second).toMatchObject({ status: 409, msg: 'session already learned by another space' });
    const unknown = await lab.call('POST', `/learning_spaces/${space}/learn`, { session_id: UNKNOWN });
    expect(unknown).toMatchObject({ status: 404, msg: 'session not found' });
    const other = await lab.call('GET', `/learning_spaces/${space}/sessions/${UNKNOWN}`);
    expect(other).toMatchObject({ status: 404, msg: 'learning space session not found' });
  });

  test('can be undone from under a job that is at work', async () => {
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.');
    const flushing = lab.call('POST', `/session/${ids.session}/flush`);
    await lab.call('DELETE', `/learning_spaces/${ids.space}`);
    expect((await flushing).status).toBe(200);
    expect(lab.errors).toEqual([]);
  });
});

describe('skills of a space', () => {
  test('are included and excluded, by id and by name', async () => {
    const space = await newSpace();
    const skill = await uploaded('runbooks');
    const included = await lab.call('POST', `/learning_spaces/${space}/skills`, { skill_id: skill });
    expect(included).toMatchObject({ status: 201, data: { learning_space_id: space, skill_id: skill } });
    const again = await lab.call('POST', `/learning_spaces/${space}/skills`, { skill_id: skill });
    expect(again).toMatchObject({ status: 409, msg: 'skill already included in this space' });
    const twin = await lab.call('POST', `/learning_spaces/${space}/skills`, {
      skill_id: await uploaded('runbooks'),
    });
    expect(twin).toMatchObject({
      status: 409,
      msg: "skill with name 'runbooks' already exists in this space",
    });
    const path = `/learning_spaces/${space}/skills/${skill}`;
    expect(await lab.call('DELETE', path)).toMatchObject({ status: 200, msg: 'ok' });
    expect(await lab.call('DELETE', path)).toMatchObject({ status: 200, msg: 'ok' });
  });
});

describe('agent skills', () => {
  test('are uploaded, read file by file, packed and deleted', async () => {
    const response = await upload([
      { path: 'my-skill/SKILL.md', content: skillMd('my: skill') },
      { path: 'my-skill/data/table.csv', content: 'a,b\n1,2\n' },
      { path: 'my-skill/run.py', content: 'print(1)\n' },
      { path: '__MACOSX/my-skill/._x', content: 'junk' },
    ]);
    expect(response.status).toBe(201);
    const { data } = z.object({ data: z.record(z.string(), z.unknown()) }).parse(await response.json());
    expect(data).toMatchObject({
      name: 'my--skill',
      meta: { from: 'test' },
      file_index: [{ path: 'SKILL.md' }, { path: 'data/table.csv', mime: 'text/csv' }, { path: 'run.py' }],
    });
    const { id } = idSchema.parse(data);
    const csv = await lab.call('GET', `/agent_skills/${id}/file?file_path=data%2Ftable.csv`);
    expect(csv.data).toEqual({
      path: 'data/table.csv',
      mime: 'text/csv',
      content: { type: 'csv', raw: 'a,b\n1,2\n' },
    });
    const code = await lab.call('GET', `/agent_skills/${id}/file?file_path=run.py`);
    expect(code.data).toMatchObject({ content: { type: 'code' } });
    for (const path of ['../SKILL.md', '/SKILL.md', 'nope.md']) {
      const answer = await lab.call('GET', `/agent_skills/${id}/file?file_path=${encodeURIComponent(path)}`);
      expect(answer).toMatchObject({ status: 404, msg: 'file not found' });
    }
    const zip = await lab.send('GET', `/agent_skills/${id}/download_zip`);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    expect(zip.headers.get('content-disposition')).toContain('filename="my--skill.zip"');
    const unpacked = unzipSkill(new Uint8Array(await zip.arrayBuffer()));
    expect(unpacked).toMatchObject({ ok: true, skill: { name: 'my: skill' } });
    const listed = await lab.call('GET', '/agent_skills?limit=200');
    const items = z.object({ items: z.array(z.record(z.string(), z.unknown())) }).parse(listed.data).items;
    const own = items.find((item) => item['id'] === id);
    expect(own).toBeDefined();
    expect(own).not.toHaveProperty('disk_id');
    expect(await lab.call('DELETE', `/agent_skills/${id}`)).toMatchObject({ status: 200 });
    expect(await lab.call('GET', `/agent_skills/${id}`)).toMatchObject({
      status: 404,
      code: 500,
      msg: 'database error',
    });
    expect(await lab.call('DELETE', `/agent_skills/${id}`)).toMatchObject({
      status: 404,
      msg: 'agent skill not found or access denied',
    });
  });

  test.each([
    [
      'another ending',
      [{ path: 'SKILL.md', content: skillMd('x') }],
      'skill.tar',
      'file must be a zip archive',
    ],
    ['no SKILL.md', [{ path: 'README.md', content: 'x' }], 'skill.zip', 'SKILL.md is missing'],
    [
      'front matter without a description',
      [{ path: 'SKILL.md', content: '---\nname: x\n---\n' }],
      'skill.zip',
      'description',
    ],
    [
      'a path that climbs out',
      [
        { path: '../evil.md', content: 'x' },
        { path: 'SKILL.md', content: skillMd('x') },
      ],
      'skill.zip',
      "'..'",
    ],
  ])('an upload with %s is refused', async (_name, files, name, words) => {
    const response = await upload(files, name);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
  });

  test('an upload that is no form, or has no file, is refused', async () => {
    expect(await lab.call('POST', '/agent_skills', { a: 1 })).toMatchObject({ status: 400 });
    const form = new FormData();
    form.set('user', 'ada');
    const response = await lab.send('POST', '/agent_skills', { body: form });
    expect(await response.json()).toMatchObject({ msg: 'file is required' });
  });

  test('files that the learner put into folders can be read', async () => {
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.');
    await lab.call('POST', `/session/${ids.session}/flush`);
    await learned(lab, ids);
    const skills = z
      .array(skillSchema)
      .parse((await lab.call('GET', `/learning_spaces/${ids.space}/skills`)).data);
    const skill = skills.find(({ name }) => name === 'gateway-incidents');
    await lab.kysely
      .updateTable('ac_files')
      .set({ path: 'patterns/timeouts.md' })
      .where('disk_id', '=', skill?.disk_id ?? '')
      .where('path', '=', 'timeouts.md')
      .execute();
    const file = await lab.call('GET', `/agent_skills/${skill?.id}/file?file_path=patterns%2Ftimeouts.md`);
    expect(file.data).toMatchObject({
      content: { type: 'text', raw: expect.stringContaining('# Timeouts') },
    });
  });
});
