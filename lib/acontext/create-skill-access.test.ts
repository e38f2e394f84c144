import { describe, expect, it } from 'vitest';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { ACONTEXT_KEY, createTinyAcontext } from '#lib/testing/tiny-acontext.ts';
import { createAcontextClient, createSkillAccess, createSnapshotSkillAccess, noSkills } from './index.ts';

const FILES = { 'SKILL.md': '# Gateways\n', 'sop.md': 'Look first.', 'refs/deep.md': 'Deep.' };

function version(overrides: Partial<SkillVersion> = {}): SkillVersion {
  return {
    versionId: 'skv_1',
    skillId: 's1',
    spaceId: 'space',
    name: 'gateways',
    description: 'For gateways.',
    number: 1,
    parentVersionId: null,
    contentHash: 'x',
    files: Object.entries(FILES).map(([path, content]) => ({ path, content })),
    isDefault: false,
    provenance: { runId: null, sessionId: null, taskIds: [], distillation: null },
    createdAt: '2026-01-01T00:00:00Z',
    ...overrides,
  };
}

async function live() {
  const server = createTinyAcontext();
  server.skills.set('s1', { id: 's1', name: 'gateways', description: 'For gateways.', files: { ...FILES } });
  server.skills.set('s2', { id: 's2', name: 'empty', description: 'Nothing.', files: {} });
  const client = createAcontextClient(
    { kind: 'embedded', handler: server.handler, apiKey: ACONTEXT_KEY },
    { sleep: async () => {} },
  );
  const access = await createSkillAccess(client, ['s1', 's2'], ({ skillId }) => `version of ${skillId}`);
  return { access, client, server };
}

async function frozen() {
  const empty = version({ skillId: 's2', name: 'empty', description: 'Nothing.', files: [] });
  return { access: createSnapshotSkillAccess([version(), empty]) };
}

const args = (value: unknown) => JSON.stringify(value);

describe.each([
  ['live', live],
  ['frozen', frozen],
] as const)('%s skills', (_kind, open) => {
  it('show themselves with their files', async () => {
    const { access } = await open();
    expect(await access.execute('get_skill', args({ skill_name: 'gateways' }))).toEqual({
      result: [
        'Skill: gateways (ID: s1)',
        'Description: For gateways.',
        'Files: 3 file(s)',
        '  - SKILL.md (text/markdown)',
        '  - refs/deep.md (text/markdown)',
        '  - sop.md (text/markdown)',
      ].join('\n'),
      outcome: 'ok',
    });
    const { result } = await access.execute('get_skill', args({ skill_name: 'empty' }));
    expect(result).toBe('Skill: empty (ID: s2)\nDescription: Nothing.\nFiles: 0 file(s)\n  [NO FILES]');
  });

  it('show a file, trimmed', async () => {
    const { access } = await open();
    const given = args({ skill_name: 'gateways', file_path: 'SKILL.md', expire: null });
    expect(await access.execute('get_skill_file', given)).toEqual({
      result:
        "File 'SKILL.md' (MIME: text/markdown) from skill 'gateways':\n\nContent (type: text):\n# Gateways",
      outcome: 'ok',
    });
    const nested = args({ skill_name: 'gateways', file_path: 'refs/deep.md' });
    expect((await access.execute('get_skill_file', nested)).result).toContain('Deep.');
  });

  it.each([
    ['get_skill', {}, 'skill_name is required'],
    ['get_skill_file', { skill_name: 'gateways' }, 'file_path is required'],
    ['get_skill_file', { skill_name: 5, file_path: 'x' }, 'skill_name is required'],
    ['get_skill', { skill_name: 'no' }, "Skill 'no' not found in context. Available skills: gateways, empty"],
    ['delete_skill', { skill_name: 'gateways' }, "Tool 'delete_skill' not found"],
    [
      'get_skill_file',
      { skill_name: 'gateways', file_path: '../x' },
      "File '../x' not found in skill 'gateways'. Files: SKILL.md, refs/deep.md, sop.md",
    ],
  ])('answer a wrong call of %s with text', async (tool, given, result) => {
    const { access } = await open();
    expect(await access.execute(tool, args(given))).toEqual({ result, outcome: 'rejected' });
  });

  it('stand in the system prompt by name and description alone', async () => {
    const { access } = await open();
    expect(access.contextPrompt).toMatch(
      /^<skill_view>\n[^<]+<available_skills>\n<skill>\n<name>gateways<\/name>\n/,
    );
    expect(access.contextPrompt).toContain('<description>For gateways.</description>\n</skill>');
    expect(access.contextPrompt).toMatch(/<\/available_skills> {8}\n<\/skill_view>\n$/);
    expect(access.contextPrompt).not.toContain('s1');
    expect(access.tools.map(({ name }) => name)).toEqual(['get_skill', 'get_skill_file']);
  });
});

it('say which of our versions they are', async () => {
  const { access } = await live();
  expect(access.offered.map(({ versionId }) => versionId)).toEqual(['version of s1', 'version of s2']);
});

it('of one name cannot be told apart, so they are refused', () => {
  expect(() => createSnapshotSkillAccess([version(), version({ skillId: 's9' })])).toThrow(
    "Duplicate skill name 'gateways' found. Existing ID: s1, New ID: s9",
  );
});

it('that are no text come as a link with its time limit', async () => {
  const { access, server } = await live();
  Object.assign(server.skills.get('s1')?.files ?? {}, { 'map.png': 'http://files.invalid/map' });
  const given = args({ skill_name: 'gateways', file_path: 'map.png', expire: 60 });
  expect((await access.execute('get_skill_file', given)).result).toBe(
    "File 'map.png' (MIME: image/png) from skill 'gateways':\n\nDownload URL (expires in 60 seconds):\nhttp://files.invalid/map?60",
  );
});

it('that cannot be reached are answered with text', async () => {
  const { access, server } = await live();
  const broken = () => Response.json({ code: 500, msg: 'database error' }, { status: 500 });
  for (let n = 0; n < 4; n += 1) server.faults.push({ kind: 'answer', response: broken() });
  const given = args({ skill_name: 'gateways', file_path: 'SKILL.md' });
  const { result, outcome } = await access.execute('get_skill_file', given);
  expect(outcome).toBe('rejected');
  expect(result).toContain('could not be read');
});

it('that are none leave no trace', () => {
  expect(noSkills).toMatchObject({ offered: [], contextPrompt: '', tools: [] });
});
