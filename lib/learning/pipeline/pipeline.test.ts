import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  attachedSession,
  learned,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';

const skillsSchema = z.array(
  z.object({ id: z.string(), name: z.string(), file_index: z.array(z.object({ path: z.string() })) }),
);
const tasksSchema = z.object({
  items: z.array(
    z.object({ order: z.number(), status: z.string(), data: z.record(z.string(), z.unknown()) }),
  ),
});
const traceSchema = z.array(
  z.object({ stage: z.string(), tool: z.string().nullable(), error: z.string().nullable() }),
);

let lab: LearningHarness;
beforeEach(async () => {
  lab = await learningHarness();
});
afterEach(async () => {
  await lab.close();
});

async function skillNames(space: string): Promise<string[]> {
  const { data } = await lab.call('GET', `/learning_spaces/${space}/skills`);
  return skillsSchema.parse(data).map(({ name }) => name);
}

describe('a flushed session', () => {
  test('becomes a task, a distillation and a skill', async () => {
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.', 'It works now.');
    const flushed = await lab.call('POST', `/session/${ids.session}/flush`);
    expect(flushed.data).toEqual({ status: 200, errmsg: '' });
    expect(await learned(lab, ids)).toMatchObject({ status: 'completed' });
    const tasks = tasksSchema.parse((await lab.call('GET', `/session/${ids.session}/task`)).data).items;
    expect(tasks).toMatchObject([
      {
        order: 1,
        status: 'success',
        data: {
          task_description: 'Stop the 502s',
          progresses: ['Raised upstream_timeout_ms from 5000 to 9000'],
        },
      },
    ]);
    expect(await skillNames(ids.space)).toEqual(['daily-logs', 'user-general-facts', 'gateway-incidents']);
    const distilled = await lab.call('GET', `/lab/sessions/${ids.session}/distillations`);
    expect(distilled.data).toMatchObject([
      { kind: 'success', text: expect.stringContaining('**Applies When:** A proxy answers 502') },
    ]);
    const trace = traceSchema.parse((await lab.call('GET', `/lab/sessions/${ids.session}/trace`)).data);
    const toolsOf = (wanted: string) => trace.filter(({ stage }) => stage === wanted).map(({ tool }) => tool);
    expect(toolsOf('task_agent')).toEqual([
      'report_thinking',
      'insert_task',
      'append_messages_to_task',
      'append_task_progress',
      'update_task',
      'finish',
    ]);
    expect(toolsOf('distillation')).toEqual(['report_success_analysis']);
    expect(toolsOf('skill_learner')).toEqual([
      'report_thinking',
      'create_skill',
      'create_skill_file',
      'finish',
    ]);
  });

  test('counts its messages as observed and links them to the task', async () => {
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'a', 'b');
    await lab.call('POST', `/session/${ids.session}/flush`);
    const { data } = await lab.call('GET', `/session/${ids.session}/observing_status`);
    expect(data).toMatchObject({ observed: 2, in_process: 0, pending: 0 });
    const messages = await lab.call('GET', `/session/${ids.session}/messages?format=acontext`);
    expect(messages.data).toMatchObject({
      items: [
        { session_task_process_status: 'success', task_id: expect.any(String) },
        { session_task_process_status: 'success', task_id: expect.any(String) },
      ],
    });
  });

  test('takes at most 32 messages at a time', async () => {
    const slow = await learningHarness({ settings: { bufferMaxTurns: 1000 } });
    const ids = await attachedSession(slow);
    await say(slow, ids.session, ...Array.from({ length: 40 }, (_, index) => `message ${index}`));
    await slow.call('POST', `/session/${ids.session}/flush`);
    const after = await slow.call('GET', `/session/${ids.session}/observing_status`);
    expect(after.data).toMatchObject({ observed: 32, pending: 8 });
    await slow.call('POST', `/session/${ids.session}/flush`);
    const end = await slow.call('GET', `/session/${ids.session}/observing_status`);
    expect(end.data).toMatchObject({ observed: 40, pending: 0 });
    await slow.close();
  });
});

describe('without a flush', () => {
  test('sixteen waiting messages are taken at once', async () => {
    const ids = await attachedSession(lab);
    await say(lab, ids.session, ...Array.from({ length: 16 }, (_, index) => `message ${index}`));
    expect(await learned(lab, ids)).toMatchObject({ status: 'completed' });
  });

  test('fewer wait until the buffer is due', async () => {
    const quick = await learningHarness({ settings: { bufferMs: 50 } });
    const ids = await attachedSession(quick);
    await say(quick, ids.session, 'The gateway answers 502.');
    const before = await quick.call('GET', `/session/${ids.session}/observing_status`);
    expect(before.data).toMatchObject({ pending: 1 });
    expect(await learned(quick, ids)).toMatchObject({ status: 'completed' });
    await quick.close();
  });

  test('a session without messages has nothing to say and stays pending', async () => {
    const ids = await attachedSession(lab);
    const { data } = await lab.call('GET', `/learning_spaces/${ids.space}/sessions/${ids.session}`);
    expect(data).toMatchObject({ status: 'pending' });
  });
});

describe('what is learned', () => {
  async function run(script: Parameters<typeof scriptedPipeline>[0]) {
    await lab.close();
    const scripted = scriptedPipeline(script);
    lab = await learningHarness({ model: scripted.model });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.');
    await lab.call('POST', `/session/${ids.session}/flush`);
    const end = await learned(lab, ids);
    const distilled = await lab.call('GET', `/lab/sessions/${ids.session}/distillations`);
    return { ids, end, asked: scripted.asked, distilled: distilled.data };
  }

  test('a failed task becomes a warning and stays failed', async () => {
    const { ids, end, distilled } = await run({
      taskAgent: (turn) =>
        turn > 0
          ? []
          : [
              ['insert_task', { after_task_order: 0, task_description: 'Stop the 502s' }],
              ['update_task', { task_order: 1, task_status: 'failed' }],
            ],
    });
    expect(end.status).toBe('completed');
    expect(distilled).toMatchObject([{ kind: 'failure' }]);
    const tasks = await lab.call('GET', `/session/${ids.session}/task`);
    expect(tasks.data).toMatchObject({ items: [{ status: 'failed', space_digested: true }] });
  });

  test('a trivial task is skipped with its reason', async () => {
    const { ids, end, distilled } = await run({
      distiller: () => [['skip_learning', { reason: 'A status check.' }]],
    });
    expect(end.status).toBe('completed');
    expect(distilled).toMatchObject([{ kind: 'skipped', text: 'A status check.' }]);
    expect(await skillNames(ids.space)).toEqual(['daily-logs', 'user-general-facts']);
  });

  test('preferences reach the learner without being distilled', async () => {
    const { distilled, asked } = await run({
      taskAgent: (turn) =>
        turn > 0 ? [] : [['submit_user_preference', { preference: 'The user likes brevity.' }]],
      learner: () => [['finish']],
    });
    const text = '## User Preferences Observed\n- The user likes brevity.';
    expect(distilled).toMatchObject([{ kind: 'preference', task_id: null, text }]);
    expect(asked.at(-1)?.[1]?.content.startsWith(text)).toBe(true);
  });

  test('a task that the agent left open counts once somebody asks about the flushed session', async () => {
    const { end, distilled } = await run({
      taskAgent: (turn) =>
        turn > 0 ? [] : [['insert_task', { after_task_order: 0, task_description: 'Stop the 502s' }]],
    });
    expect(end.status).toBe('completed');
    expect(distilled).toMatchObject([{ kind: 'success' }]);
  });

  test('a session without any task is completed', async () => {
    const { end, distilled } = await run({ taskAgent: () => [] });
    expect(end.status).toBe('completed');
    expect(distilled).toEqual([]);
  });

  test('a model that cannot be reached fails the flush and says why; the next flush does the work', async () => {
    let down = true;
    const scripted = scriptedPipeline({});
    await lab.close();
    lab = await learningHarness({
      model: async (request, options) => {
        if (down) throw new Error('connection refused');
        return scripted.model(request, options);
      },
    });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.');
    const flushed = await lab.call('POST', `/session/${ids.session}/flush`);
    expect(flushed).toMatchObject({
      status: 200,
      data: { status: 500, errmsg: 'The model failed: connection refused' },
    });
    expect(await learned(lab, ids)).toEqual({
      status: 'failed',
      error: 'The model failed: connection refused',
    });
    const trace = traceSchema.parse((await lab.call('GET', `/lab/sessions/${ids.session}/trace`)).data);
    expect(trace).toMatchObject([{ tool: null, error: 'The model failed: connection refused' }]);
    down = false;
    const again = await lab.call('POST', `/session/${ids.session}/flush`);
    expect(again.data).toEqual({ status: 200, errmsg: '' });
    expect(await learned(lab, ids)).toMatchObject({ status: 'completed' });
  });

  test.each([
    ['calls no tool', [], 'The distiller called no tool.'],
    ['leaves a field out', [['report_success_analysis', { task_goal: 'x' }]], "'approach'"],
    ['calls what was not offered', [['report_failure_analysis', {}]], 'not offered'],
  ] as const)('a distiller that %s fails the learning with the reason', async (_name, calls, reason) => {
    const { end } = await run({ distiller: () => calls.map(([tool, args]) => [tool, { ...args }]) });
    expect(end.status).toBe('failed');
    expect(end.error).toContain(reason);
  });

  test('a learner that never stops is stopped and its work is kept', async () => {
    const { end } = await run({ learner: () => [['report_thinking', { thinking: 'hm' }]] });
    expect(end.status).toBe('completed');
  });
});

describe('attaching late', () => {
  test('learns from what was finished before', async () => {
    const created = z.object({ id: z.string() });
    const session = created.parse((await lab.call('POST', '/session', {})).data).id;
    await say(lab, session, 'The gateway answers 502.');
    await lab.call('POST', `/session/${session}/flush`);
    const space = created.parse((await lab.call('POST', '/learning_spaces', {})).data).id;
    await lab.call('POST', `/learning_spaces/${space}/learn`, { session_id: session });
    expect(await learned(lab, { space, session })).toMatchObject({ status: 'completed' });
    expect(await skillNames(space)).toContain('gateway-incidents');
  });
});
