import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  attachedSession,
  learned,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { SKILL_MD, scriptedPipeline, type ScriptedCall } from '#lib/testing/scripted-pipeline.ts';

/** The tools as an agent meets them: calls in, results in the trace. */
let lab: LearningHarness;
afterEach(async () => {
  await lab.close();
});

const traceSchema = z.array(
  z.object({ stage: z.string(), tool: z.string().nullable(), result: z.string().nullable() }),
);

async function resultsOf(stage: 'task_agent' | 'skill_learner', turns: ScriptedCall[][]): Promise<string[]> {
  const script = (turn: number): ScriptedCall[] => turns[turn] ?? [];
  const { model } = scriptedPipeline(stage === 'task_agent' ? { taskAgent: script } : { learner: script });
  lab = await learningHarness({ model });
  const ids = await attachedSession(lab);
  await say(lab, ids.session, 'The gateway answers 502.', 'And the mails are late.', 'Both work now.');
  await lab.call('POST', `/session/${ids.session}/flush`);
  await learned(lab, ids);
  const trace = traceSchema.parse((await lab.call('GET', `/lab/sessions/${ids.session}/trace`)).data);
  return trace
    .filter((entry) => entry.stage === stage && entry.tool !== null)
    .map(({ result }) => result ?? '');
}

const THINK: ScriptedCall = ['report_thinking', { thinking: 'x' }];
const CREATE: ScriptedCall = ['create_skill', { skill_md_content: SKILL_MD }];
const file = (tool: string, file_path: string, more: object = {}): ScriptedCall => [
  tool,
  { skill_name: 'gateway-incidents', file_path, ...more },
];

describe('the skill learner', () => {
  test('must think before it edits and read before it writes', async () => {
    const replace = { old_string: '# Daily logs', new_string: '# Log' };
    const daily = { skill_name: 'daily-logs', file_path: 'SKILL.md' };
    const results = await resultsOf('skill_learner', [
      [CREATE, ['str_replace_skill_file', { ...daily, ...replace }]],
      [THINK, ['str_replace_skill_file', { ...daily, ...replace }]],
      [['create_skill_file', { skill_name: 'daily-logs', file_path: '2026-11-22.md', content: 'x' }]],
      [
        ['get_skill_file', daily],
        ['str_replace_skill_file', { ...daily, ...replace }],
      ],
    ]);
    expect(results).toEqual([
      'Call report_thinking before you edit anything.',
      'Call report_thinking before you edit anything.',
      'Thinking noted. You may edit now.',
      "Read 'SKILL.md' of skill 'daily-logs' with get_skill_file before you edit.",
      "Read 'SKILL.md' of skill 'daily-logs' with get_skill_file before you edit.",
      expect.stringContaining('# Daily logs'),
      "File 'SKILL.md' in skill 'daily-logs' updated successfully.",
    ]);
  });

  test('creates, moves and deletes files, never SKILL.md, never outside the skill', async () => {
    const results = await resultsOf('skill_learner', [
      [
        THINK,
        CREATE,
        file('create_skill_file', 'SKILL.md', { content: 'x' }),
        file('create_skill_file', '../evil.md', { content: 'x' }),
        file('create_skill_file', '/etc/passwd', { content: 'x' }),
        file('create_skill_file', 'a/b.md', { content: 'x' }),
        file('create_skill_file', 'a/b.md', { content: 'y' }),
        [
          'mv_skill_file',
          { skill_name: 'gateway-incidents', source_path: 'a/b.md', destination_path: 'c.md' },
        ],
        [
          'mv_skill_file',
          { skill_name: 'gateway-incidents', source_path: 'SKILL.md', destination_path: 'd.md' },
        ],
        file('delete_skill_file', 'SKILL.md'),
        file('delete_skill_file', 'nope.md'),
        CREATE,
        ['get_skill', { skill_name: 'gateway-incidents' }],
        ['get_skill', { skill_name: 'nope' }],
      ],
      [file('delete_skill_file', 'c.md')],
    ]);
    expect(results.slice(1)).toEqual([
      "Skill 'gateway-incidents' created and added to learning space. Add its files with create_skill_file.",
      'This tool does not touch SKILL.md.',
      "'../evil.md' cannot be used: The path must not contain '..'.",
      "'/etc/passwd' cannot be used: The path must be relative to the skill.",
      "File 'a/b.md' created in skill 'gateway-incidents'.",
      "File 'a/b.md' already exists in skill 'gateway-incidents'. Use str_replace_skill_file.",
      "File moved: 'a/b.md' → 'c.md' in skill 'gateway-incidents'.",
      'This tool does not touch SKILL.md.',
      'This tool does not touch SKILL.md.',
      "File 'nope.md' not found in skill 'gateway-incidents'.",
      "A skill named 'gateway-incidents' already exists in this learning space. Update it instead.",
      'Skill: gateway-incidents\nDescription: How to settle errors of a gateway.\nFiles:\n  - SKILL.md\n  - c.md',
      "Skill 'nope' not found. Available skills: daily-logs, user-general-facts, gateway-incidents",
      "File 'c.md' deleted from skill 'gateway-incidents'.",
    ]);
  });

  test('keeps SKILL.md valid and the name as it is; the description follows the file', async () => {
    const replace = (old_string: string, new_string: string): ScriptedCall =>
      file('str_replace_skill_file', 'SKILL.md', { old_string, new_string });
    const results = await resultsOf('skill_learner', [
      [
        THINK,
        CREATE,
        replace('name: "gateway-incidents"', 'name: "other"'),
        replace('description: "How to settle errors of a gateway."', ''),
        replace('nothing of the kind', 'x'),
        replace('gateway', 'x'),
        replace('How to settle errors of a gateway.', 'How to settle errors and slowness of a gateway.'),
      ],
      [['get_skill', { skill_name: 'gateway-incidents' }]],
    ]);
    expect(results.slice(2)).toEqual([
      "A skill keeps its name: 'gateway-incidents', not 'other'.",
      "SKILL.md would become invalid: The front matter lacks a 'description'.",
      "old_string not found in 'SKILL.md'. It must match exactly.",
      "old_string occurs 2 times in 'SKILL.md'. Give more of the text around it.",
      "File 'SKILL.md' in skill 'gateway-incidents' updated successfully.",
      expect.stringContaining('Description: How to settle errors and slowness of a gateway.'),
    ]);
  });
});

describe('the task agent', () => {
  test('inserts, links and finishes; out of range is told, not thrown', async () => {
    const results = await resultsOf('task_agent', [
      [
        ['insert_task', { after_task_order: 0, task_description: 'Mails' }],
        ['insert_task', { after_task_order: 0, task_description: 'Gateway' }],
        ['insert_task', { after_task_order: 9, task_description: 'x' }],
        ['append_messages_to_task', { task_order: 1, message_id_range: [0, 0] }],
        ['append_messages_to_task', { task_order: 1, message_id_range: [7, 9] }],
        ['append_messages_to_planning_section', { message_ids: [2, 50] }],
        ['update_task', { task_order: 1, task_status: 'success' }],
        ['append_task_progress', { task_order: 1, progress: 'x' }],
        ['append_messages_to_task', { task_order: 1, message_id_range: [1, 1] }],
        ['update_task', { task_order: 7, task_status: 'failed' }],
        ['update_task', { task_order: 1, task_status: 'sleeping' }],
        ['submit_user_preference', { preference: 'The user likes brevity.' }],
        ['submit_user_preference', { preference: 'The user likes brevity.' }],
        ['invent_task', {}],
      ],
    ]);
    expect(results).toEqual([
      'Task 1 created',
      'Task 1 created',
      'There are only 2 tasks; after_task_order is too large.',
      'Messages 0 to 0 linked to task 1',
      'None of these messages is in the current batch.',
      '1 messages linked to the planning section',
      'Task 1 updated',
      'Task 1 is success. Set it to running before you add to it.',
      'Task 1 is success. Set it to running before you add to it.',
      'There is no task 7. Tasks go from 1 to 2.',
      expect.stringContaining("Invalid argument 'task_status'"),
      'Preference submitted',
      'This preference is already known.',
      expect.stringContaining("There is no tool 'invent_task'. Tools: insert_task"),
    ]);
  });
});
