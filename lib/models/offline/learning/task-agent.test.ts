import { beforeAll, describe, expect, test } from 'vitest';
import { type Call, extractTasks } from '../testing/learn-loop.ts';
import { type LoopResult, runLoop } from '../testing/run-loop.ts';
import { tinyWorld } from '../testing/tiny-world.ts';

const user = (content: string) => ({ role: 'user', content });
const agent = (content: string) => ({ role: 'assistant', content });
const named = (calls: readonly Call[], name: string) =>
  calls.filter((made) => made.name === name).map(({ args }) => args);

let run: LoopResult;
const request = tinyWorld().request;
beforeAll(async () => {
  run = await runLoop(tinyWorld());
});

describe('the task agent', () => {
  test('makes one task in the words of the user, links its messages, notes values and closes it as verified', async () => {
    const calls = await extractTasks(run.messages);
    expect(calls[0]?.name).toBe('report_thinking');
    expect(named(calls, 'insert_task')).toEqual([{ after_task_order: 0, task_description: request }]);
    expect(named(calls, 'append_messages_to_task')).toEqual([
      { task_order: 1, message_id_range: [0, run.messages.length - 2] },
    ]);
    const progress = named(calls, 'append_task_progress').map(({ progress: line }) => String(line));
    expect(progress.length).toBeLessThanOrEqual(3);
    expect(progress.every((line) => line.length <= 150)).toBe(true);
    expect(progress.join('\n')).toMatch(/28\.4 %.*1450 ms.*1600 → 4000/s);
    expect(named(calls, 'update_task')).toEqual([{ task_order: 1, task_status: 'success' }]);
    expect(calls.at(-1)?.name).toBe('finish');
  });

  test('goes on with the task of an earlier batch and closes it when the later one shows the end', async () => {
    const middle = 9;
    const first = await extractTasks(run.messages.slice(0, middle));
    expect(named(first, 'update_task')).toEqual([]);
    const second = await extractTasks(run.messages.slice(middle), {
      tasks: `Task 1: ${request} (Status: running)`,
    });
    expect(named(second, 'insert_task')).toEqual([]);
    expect(named(second, 'append_messages_to_task')).toHaveLength(1);
    expect(named(second, 'update_task')).toEqual([{ task_order: 1, task_status: 'success' }]);
  });

  test('reopens a finished task before it adds to it', async () => {
    const calls = await extractTasks([user('It is still failing, please look again at the checkout error')], {
      tasks: 'Task 1: Fix the checkout error (Status: success)',
    });
    const statuses = named(calls, 'update_task').map(({ task_status: status }) => status);
    expect(statuses[0]).toBe('running');
  });

  test('keeps several requests apart and does not call an unfinished one done', async () => {
    const calls = await extractTasks([
      user('Please write a haiku about rain.'),
      agent('Here it is: soft rain on the roof. Done.'),
      user('Now find out why the nightly export is slow.'),
    ]);
    expect(named(calls, 'insert_task').map(({ task_description: text }) => text)).toEqual([
      'Please write a haiku about rain.',
      'Now find out why the nightly export is slow.',
    ]);
    expect(named(calls, 'update_task')).toEqual([{ task_order: 1, task_status: 'success' }]);
    expect(named(calls, 'append_messages_to_task').map(({ message_id_range: range }) => range)).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });

  test('marks a task as failed when the agent gave up or the user says that it did not work', async () => {
    const gaveUp = await extractTasks([
      user('Please fix the login errors.'),
      agent('I could not resolve this: nothing is left to look at.'),
    ]);
    const complaint = await extractTasks([
      user('Please fix the login errors.'),
      agent('Fixed.'),
      user('No, that did not work.'),
    ]);
    for (const calls of [gaveUp, complaint]) {
      expect(named(calls, 'update_task')).toEqual([{ task_order: 1, task_status: 'failed' }]);
    }
  });

  test('does not take a finding about a service for a surrender of the agent', async () => {
    const calls = await extractTasks([
      user('Please fix the login errors.'),
      agent('Resolved: the gateway gave up before its slow upstream could answer, and cannot any more.'),
    ]);
    expect(named(calls, 'update_task')).toEqual([{ task_order: 1, task_status: 'success' }]);
  });

  test('submits lasting preferences once, in the third person', async () => {
    const messages = [
      user(
        'Please fix the login errors. I prefer short summaries. From now on, tag releases with the ticket.',
      ),
    ];
    const calls = await extractTasks(messages);
    expect(named(calls, 'submit_user_preference').map(({ preference }) => preference)).toEqual([
      'The user prefers short summaries.',
      'The user wants from now on: tag releases with the ticket.',
    ]);
    const again = await extractTasks(messages, { preferences: '- The user prefers short summaries.' });
    expect(named(again, 'submit_user_preference')).toHaveLength(1);
  });

  test('has nothing to do for an empty batch', async () => {
    const calls = await extractTasks([]);
    expect(calls.map(({ name }) => name)).toEqual(['report_thinking', 'finish']);
  });
});
