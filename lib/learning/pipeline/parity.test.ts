import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  attachedSession,
  learned,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { scriptedPipeline, type PipelineScript, type ScriptedCall } from '#lib/testing/scripted-pipeline.ts';

/** What the pipeline has in common with Acontext's beyond its happy path: who waits for whom, and where agents end. */
let lab: LearningHarness;
afterEach(async () => {
  await lab.close();
});

async function labWith(script: PipelineScript) {
  const scripted = scriptedPipeline(script);
  lab = await learningHarness({ model: scripted.model });
  return scripted;
}

/** Something that is waited for until it is opened; `reached` settles when somebody waits. */
function gate() {
  const opened = Promise.withResolvers<null>();
  const reached = Promise.withResolvers<null>();
  return {
    reached: reached.promise,
    open: () => opened.resolve(null),
    pass: () => {
      reached.resolve(null);
      return opened.promise;
    },
  };
}

const flush = async (session: string) => (await lab.call('POST', `/session/${session}/flush`)).data;
const statusOf = async ({ space, session }: { space: string; session: string }): Promise<string> => {
  const { data } = await lab.call('GET', `/learning_spaces/${space}/sessions/${session}`);
  return z.object({ status: z.string() }).parse(data).status;
};
const DONE = { status: 200, errmsg: '' };
const THINK: ScriptedCall = ['report_thinking', { thinking: 'hm' }];
const insert = (after_task_order: number, task_description: string): ScriptedCall => [
  'insert_task',
  { after_task_order, task_description },
];
const finishTask = (task_order: number): ScriptedCall => [
  'update_task',
  { task_order, task_status: 'success' },
];

describe('a flush', () => {
  test('waits for the batch at hand and then takes what came meanwhile', async () => {
    const held = gate();
    let first = true;
    await labWith({
      taskAgent: async () => {
        if (first) await held.pass();
        first = false;
        return [];
      },
    });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'one');
    const one = flush(ids.session);
    await held.reached;
    await say(lab, ids.session, 'two');
    const two = flush(ids.session);
    held.open();
    expect(await Promise.all([one, two])).toEqual([DONE, DONE]);
    const { data } = await lab.call('GET', `/session/${ids.session}/observing_status`);
    expect(data).toMatchObject({ observed: 2, in_process: 0, pending: 0 });
  });

  test('does not wait for distillation', async () => {
    const held = gate();
    await labWith({
      distiller: async () => {
        await held.pass();
        return [['skip_learning', { reason: 'Small talk.' }]];
      },
    });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.');
    expect(await flush(ids.session)).toEqual(DONE);
    await held.reached;
    expect(await statusOf(ids)).toBe('distilling');
    held.open();
    expect(await learned(lab, ids)).toEqual({ status: 'completed' });
  });
});

describe('the task agent', () => {
  test('is stopped after six turns, which counts as success', async () => {
    const { asked } = await labWith({ taskAgent: () => [THINK] });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'hello');
    expect(await flush(ids.session)).toEqual(DONE);
    expect(asked).toHaveLength(6);
  });

  test('ends with the turn that calls finish, whose other calls are still executed', async () => {
    const { asked } = await labWith({ taskAgent: () => [['finish'], insert(0, 'Stop the 502s')] });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.');
    await flush(ids.session);
    expect(asked.filter(([system]) => system?.content.includes('task list'))).toHaveLength(1);
    const { data } = await lab.call('GET', `/session/${ids.session}/task`);
    expect(data).toMatchObject({ items: [{ data: { task_description: 'Stop the 502s' } }] });
  });

  test('that fails in a later turn keeps what the earlier ones did; its messages are failed', async () => {
    await labWith({
      taskAgent: (turn) => {
        if (turn > 0) throw new Error('quota exceeded');
        return [insert(0, 'Stop the 502s')];
      },
    });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.');
    expect(await flush(ids.session)).toMatchObject({ status: 500, errmsg: expect.stringContaining('quota') });
    const tasks = await lab.call('GET', `/session/${ids.session}/task`);
    expect(tasks.data).toMatchObject({ items: [{ order: 1, status: 'pending' }] });
    const status = await lab.call('GET', `/session/${ids.session}/observing_status`);
    expect(status.data).toMatchObject({ observed: 0, in_process: 0, pending: 0 });
  });
});

describe('the status of a session', () => {
  test('does not end while one of its tasks is still to be learned', async () => {
    const held = gate();
    let distilled = 0;
    await labWith({
      taskAgent: (turn) =>
        turn > 0
          ? []
          : [insert(0, 'Stop the 502s'), insert(1, 'Send the mails'), finishTask(1), finishTask(2)],
      distiller: async () => {
        distilled += 1;
        if (distilled === 2) await held.pass();
        return [['skip_learning', { reason: 'Small talk.' }]];
      },
    });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502, and no mails are sent.');
    await flush(ids.session);
    await held.reached;
    expect(await statusOf(ids)).not.toMatch(/completed|failed/);
    held.open();
    expect(await learned(lab, ids)).toEqual({ status: 'completed' });
    expect(distilled).toBe(2);
  });

  test('a failed task stays failed, and an open one beside it is not promoted', async () => {
    await labWith({
      taskAgent: (turn) =>
        turn > 0
          ? []
          : [
              insert(0, 'Stop the 502s'),
              insert(1, 'Send the mails'),
              ['update_task', { task_order: 1, task_status: 'failed' }],
            ],
    });
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502, and no mails are sent.');
    await flush(ids.session);
    await learned(lab, ids);
    const { data } = await lab.call('GET', `/session/${ids.session}/task`);
    expect(data).toMatchObject({ items: [{ status: 'failed' }, { status: 'pending' }] });
    const distilled = await lab.call('GET', `/lab/sessions/${ids.session}/distillations`);
    expect(distilled.data).toMatchObject([{ kind: 'failure' }]);
  });
});

describe('the skill learner', () => {
  const learnerTurns = (asked: { content: string }[][]): { content: string }[][] =>
    asked.filter(([, input]) => input?.content.includes('## Available Skills'));

  /** Sessions of one space that queue behind a learner which stands still until the gate opens. */
  async function queueBehind(count: number, learner: () => ScriptedCall[], configs: object[] = []) {
    const held = gate();
    const scripted = await labWith({
      learner: async () => {
        await held.pass();
        return learner();
      },
    });
    const first = await attachedSession(lab);
    const all = [first];
    for (let index = 0; index < count; index += 1) all.push(await attachedSession(lab, first.space));
    for (const [index, ids] of all.entries()) {
      const own = configs[index];
      if (own) await lab.call('PUT', `/session/${ids.session}/configs`, { configs: own });
      await say(lab, ids.session, 'The gateway answers 502.');
      await flush(ids.session);
      await held.reached;
    }
    for (const ids of all.slice(1)) await expect.poll(() => statusOf(ids)).toBe('queued');
    held.open();
    for (const ids of all) expect(await learned(lab, ids)).toEqual({ status: 'completed' });
    return scripted;
  }

  test('takes at most four waiting contexts along', async () => {
    const { asked } = await queueBehind(6, () => [['finish']]);
    const contexts = learnerTurns(asked).map((messages) =>
      messages.map(({ content }) => content.match(/### Pending Context \d/g)?.length ?? 0),
    );
    expect(Math.max(...contexts.flat())).toBe(4);
    // The first takes four; of the two that are left one writes and takes the other along.
    expect(contexts.flat()).toContain(1);
  });

  test('gets eight more turns for each follow-up, twenty-four without', async () => {
    const { asked } = await queueBehind(1, () => [THINK]);
    expect(learnerTurns(asked)).toHaveLength(24 + 8);
  });

  test('files what it learned under the date that the session was given', async () => {
    const dates = [{ original_date: '2023-05-08' }, { original_date: '2023/06/09 (Fri) 13:56' }];
    const { asked } = await queueBehind(1, () => [['finish']], dates);
    const [opening] = learnerTurns(asked);
    expect(opening?.[1]?.content).toContain('2023-05-08');
    expect(JSON.stringify(learnerTurns(asked))).toContain('2023-06-09');
    expect(JSON.stringify(learnerTurns(asked))).not.toContain(new Date().toISOString().slice(0, 10));
  });
});
