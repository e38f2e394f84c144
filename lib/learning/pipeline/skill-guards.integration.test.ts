import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  attachedSession,
  learned,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { scriptedPipeline, writeGatewaySkill, type ScriptedCall } from '#lib/testing/scripted-pipeline.ts';

/** A model that tries what harms skills, over the whole embedded pipeline. */
let lab: LearningHarness;
afterEach(async () => {
  await lab.close();
});

const PASSWORD = ['hunter', '22aZ'].join('');
const skillsSchema = z.array(
  z.object({ id: z.string(), name: z.string(), file_index: z.array(z.object({ path: z.string() })) }),
);
const traceSchema = z.array(
  z.object({ stage: z.string(), tool: z.string().nullable(), result: z.string().nullable() }),
);
const fileSchema = z.object({ content: z.object({ raw: z.string() }) });

/** Learns `gateway-incidents` well, then lets the given turns have a second go. */
async function secondLearning(turns: ScriptedCall[][]) {
  let learning = 0;
  const { model, asked } = scriptedPipeline({
    learner: (turn, messages) => {
      if (turn === 0) learning += 1;
      return learning === 1 ? writeGatewaySkill(turn, messages) : (turns[turn] ?? [['finish']]);
    },
  });
  lab = await learningHarness({ model });
  const first = await attachedSession(lab);
  await say(lab, first.session, 'The gateway answers 502.');
  await lab.call('POST', `/session/${first.session}/flush`);
  await learned(lab, first);
  const ids = await attachedSession(lab, first.space);
  await say(lab, ids.session, 'The gateway answers 502 again.');
  await lab.call('POST', `/session/${ids.session}/flush`);
  const link = await learned(lab, ids);
  const trace = traceSchema.parse((await lab.call('GET', `/lab/sessions/${ids.session}/trace`)).data);
  const results = trace.filter(({ stage, tool }) => stage === 'skill_learner' && tool !== 'finish');
  return { ids, link, asked, results: results.map(({ result }) => result ?? '') };
}

async function skills(space: string) {
  return skillsSchema.parse((await lab.call('GET', `/learning_spaces/${space}/skills`)).data);
}

async function file(space: string, path = 'timeouts.md'): Promise<string> {
  const skill = (await skills(space)).find(({ name }) => name === 'gateway-incidents');
  const { data } = await lab.call('GET', `/agent_skills/${skill?.id}/file?file_path=${path}`);
  return fileSchema.parse(data).content.raw;
}

const at = (tool: string, args: object = {}): ScriptedCall => [
  tool,
  { skill_name: 'gateway-incidents', file_path: 'timeouts.md', ...args },
];
const THINK: ScriptedCall = ['report_thinking', { thinking: 'x' }];
const READ = at('get_skill_file');
const READ_MAIN = at('get_skill_file', { file_path: 'SKILL.md' });
const LAST = '**When to Apply:** A proxy answers 502 while its upstream is slow but healthy.';
const ENTRY = [
  '## Wrong address of an upstream',
  '- **When to Apply:** Connections of one upstream are refused.',
  '- **Look-alikes:** Not when the upstream is down.',
  '- **Steps:**',
  '  1. Compare the port in the route with the one on which the upstream listens.',
  '  2. Change the route to the port on which it listens.',
].join('\n');
const add = (text: string): ScriptedCall =>
  at('str_replace_skill_file', { old_string: LAST, new_string: `${LAST}\n\n${text}` });
const skillMd = (name: string, description: string): ScriptedCall => [
  'create_skill',
  { skill_md_content: `---\nname: "${name}"\ndescription: "${description}"\n---\n# X\n\nText.\n` },
];

describe('a learner that would harm the skills', () => {
  test('cannot write an entry away, is told how to add, and both entries stay, dated', async () => {
    const { ids, link, results } = await secondLearning([
      [THINK, READ],
      [
        at('str_replace_skill_file', {
          old_string: `## Limits below demand (date: 2026-11-22)\n**Principle:** A limit must exceed the demand.\n${LAST}`,
          new_string: ENTRY,
        }),
        at('delete_skill_file'),
      ],
      [add(ENTRY)],
    ]);
    expect(link.status).toBe('completed');
    const refused =
      "Nothing was written: this would remove what 'timeouts.md' already says: 'Limits below demand'. Keep earlier entries.";
    expect(results[2]).toContain(refused);
    expect(results[3]).toContain(refused);
    expect(await file(ids.space)).toMatch(
      /## Limits below demand \(date: 2026-11-22\)[\s\S]*## Wrong address of an upstream \(date: \d{4}-\d{2}-\d{2}\)\n/,
    );
  });

  test('stores no secret: not in a file, not in the description, not in the trace', async () => {
    const { ids, results } = await secondLearning([
      [THINK, READ],
      [add(`${ENTRY}\n  3. Log in with password: ${PASSWORD}.`), READ_MAIN],
      [
        at('create_skill_file', { file_path: 'access.md', content: `# Access\n- token = ${PASSWORD}\n` }),
        skillMd(
          'database-backups',
          `Backups of stores. The api key is ${PASSWORD}. Use it before a migration.`,
        ),
        at('create_skill_file', { file_path: `password=${PASSWORD}.md`, content: 'x' }),
      ],
    ]);
    expect(results[2]).toContain('What looks like a secret was replaced by [redacted]');
    expect(results.at(-1)).toContain('the path holds what looks like a secret');
    const tables = await Promise.all([
      lab.kysely.selectFrom('ac_files').selectAll().execute(),
      lab.kysely.selectFrom('ac_skills').selectAll().execute(),
      lab.kysely.selectFrom('ac_iterations').selectAll().execute(),
    ]);
    expect(JSON.stringify(tables)).not.toContain(PASSWORD);
    expect(await file(ids.space)).toContain('Log in with password: [redacted]');
    expect(await file(ids.space, 'access.md')).toContain('token = [redacted]');
    expect((await skills(ids.space)).map(({ name }) => name)).toContain('database-backups');
  });

  test('is pointed from a narrow new skill to the one that covers it', async () => {
    const { ids, link, results } = await secondLearning([
      [THINK, skillMd('gateway-502-errors', 'How to settle 502 errors of the gateway.')],
      [READ_MAIN, READ],
      [add(ENTRY)],
    ]);
    expect(link.status).toBe('completed');
    expect(results[1]).toContain(
      "Nothing was written: 'gateway-502-errors' is already covered by the skill 'gateway-incidents'",
    );
    expect((await skills(ids.space)).map(({ name }) => name)).toEqual([
      'daily-logs',
      'user-general-facts',
      'gateway-incidents',
    ]);
    expect(await file(ids.space)).toContain('## Wrong address of an upstream');
  });

  test('may insist on a new skill once it has read the one that seems to cover it', async () => {
    const create = skillMd('gateway-errors-of-clients', 'How clients of a gateway settle errors.');
    const { ids, results } = await secondLearning([
      [THINK, create, create],
      [READ_MAIN, create],
    ]);
    expect(results.slice(1).map((result) => result.startsWith('Nothing was written'))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect((await skills(ids.space)).map(({ name }) => name)).toContain('gateway-errors-of-clients');
  });

  test('is asked once to turn a constant into a relation; written again it is marked as one case', async () => {
    const constant = add(ENTRY.replace('the port on which it listens', 'port 8081'));
    const { ids, results } = await secondLearning([[THINK, READ, constant], [constant]]);
    expect(results[2]).toContain(
      "Nothing was written: 'port 8081' in 'timeouts.md' is the answer of one case",
    );
    expect(results[3]).toContain('was marked as the value of one case');
    expect(await file(ids.space)).toContain(
      'Change the route to port 8081. (the value of one case, not a rule: derive it from what is observed)',
    );
  });

  test('hears what an entry lacks when it is written and once more before the end', async () => {
    const bare = ENTRY.replace(/- \*\*(?:When|Look).*\n/g, '');
    const { asked, results, link } = await secondLearning([
      [THINK, READ, add(bare)],
      [['finish']],
      [['finish']],
    ]);
    expect(results[2]).toMatch(/updated successfully\.\n.*\n.*does not say when it applies.*\n.*look-alikes/);
    const said = asked
      .at(-1)
      ?.filter(({ role, content }) => role === 'user' && content.startsWith('Before you finish'));
    expect(said).toHaveLength(1);
    expect(said?.[0]?.content).toContain(
      'gateway-incidents/timeouts.md: ‘Wrong address of an upstream’ does not say',
    );
    expect(link.status).toBe('completed');
  });

  test('does not lose a learning in silence: it is asked again, then the learning fails with the reason', async () => {
    const cut = at('str_replace_skill_file', {
      old_string: '**Principle:** A limit must exceed the demand.\n' + LAST,
      new_string: 'Gone.',
    });
    const { ids, link, asked } = await secondLearning([[THINK, READ, cut], [['finish']], [['finish']]]);
    expect(asked.at(-1)?.at(-1)?.content).toMatch(/^Before you finish: your last edit was refused/);
    expect(link).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('The skill learner wrote nothing: its edits were refused.'),
    });
    expect(await file(ids.space)).toContain('A limit must exceed the demand.');
    const before = asked.length;
    await lab.call('POST', `/session/${ids.session}/flush`);
    await learned(lab, ids);
    expect(asked.length).toBeGreaterThan(before);
  });

  test('may say that all is there already', async () => {
    const { link } = await secondLearning([
      [THINK, skillMd('gateway-502-errors', 'How to settle 502 errors of the gateway.')],
      [READ],
      [['finish']],
      [['report_thinking', { thinking: 'The entry is there already.' }], ['finish']],
    ]);
    expect(link.status).toBe('completed');
  });
});
