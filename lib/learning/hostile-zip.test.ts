import { zipSync, type Zippable } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learningHarness, type LearningHarness } from '#lib/testing/learning-harness.ts';

let lab: LearningHarness;
beforeAll(async () => {
  lab = await learningHarness({ settings: { maxBodyBytes: 200_000 } });
});
afterAll(async () => {
  await lab.close();
});

describe('a packed skill is refused', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const skill = (front = 'name: a\ndescription: b') => text(`---\n${front}\n---\n`);
  const upload = async (archive: Uint8Array) => {
    const body = new FormData();
    body.set('file', new File([Uint8Array.from(archive)], 'a.zip'));
    const response = await lab.send('POST', '/agent_skills', { body });
    return { status: response.status, text: await response.text() };
  };
  const count = async () => (await lab.kysely.selectFrom('ac_skills').select('id').execute()).length;
  const LINK = 0o120_777;

  test.each<[string, Zippable]>([
    ['with a path that leaves it', { 'SKILL.md': skill(), '../x.md': text('x') }],
    ['with an absolute path', { 'SKILL.md': skill(), '/etc/x': text('x') }],
    ['with a backslash', { 'SKILL.md': skill(), 'a\\..\\x': text('x') }],
    [
      'with a symbolic link',
      { 'SKILL.md': skill(), x: [text('/etc/passwd'), { os: 3, attrs: LINK * 65_536 }] },
    ],
    [
      'that unpacks to more than it may',
      { 'SKILL.md': skill(), x: [new Uint8Array(60_000_000), { level: 9 }] },
    ],
    ['that is not UTF-8', { 'SKILL.md': new Uint8Array([45, 45, 45, 10, 255, 254]) }],
    ['with an alias', { 'SKILL.md': skill('name: &a a\ndescription: *a') }],
    ['with a billion laughs', { 'SKILL.md': skill('a: &a [x,x]\nb: &b [*a,*a]\nname: a\ndescription: b') }],
    ['with a tag', { 'SKILL.md': skill('name: !!js/function a\ndescription: b') }],
    ['with a key twice', { 'SKILL.md': skill('name: a\nname: b\ndescription: c') }],
    ['without a name', { 'SKILL.md': skill('__proto__: {name: a, description: b}') }],
  ])('%s, and nothing is kept', async (_name, files) => {
    const before = await count();
    const answer = await upload(zipSync(files));
    expect(answer.text).toContain('"code":4');
    expect(answer.status).toBe(400);
    expect(await count()).toBe(before);
  });

  test('when it is cut off anywhere', async () => {
    const archive = zipSync({ 'SKILL.md': skill() });
    for (let length = 0; length < archive.length; length += 7) {
      expect((await upload(archive.slice(0, length))).status).toBe(400);
    }
  });
});
