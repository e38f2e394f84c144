import { afterEach, expect, test } from 'vitest';
import { learningHarness, say, type LearningHarness } from '#lib/testing/learning-harness.ts';
import { z } from 'zod';
import { toolNamesFor } from './tool-names.ts';

let lab: LearningHarness;
afterEach(() => lab.close());

const store = (session: string, blob: object) => lab.call('POST', `/session/${session}/messages`, { blob });

/** A call, so much talk, its result; the result alone is what is read. */
async function namesAfter(talk: number, callId: string): Promise<Map<string, string>> {
  lab = await learningHarness();
  const { data } = await lab.call('POST', '/session', { disable_task_tracking: true });
  const { id } = z.object({ id: z.string() }).parse(data);
  await store(id, {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_metrics', arguments: '{}' } }],
  });
  await say(lab, id, ...Array.from({ length: talk }, (_, index) => `Message ${index}.`));
  await store(id, { role: 'tool', tool_call_id: callId, content: '8 seconds' });
  const rows = await lab.kysely
    .selectFrom('ac_messages')
    .select(['parts', 'seq'])
    .where('session_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(1)
    .execute();
  return toolNamesFor(lab.kysely, id, rows);
}

test.each([0, 3, 250])('a result finds the name of its call %i messages before it', async (talk) => {
  expect(await namesAfter(talk, 'call_1')).toEqual(new Map([['call_1', 'get_metrics']]));
});

test('a result whose call was never stored has no name', async () => {
  expect(await namesAfter(3, 'call_2')).toEqual(new Map());
});
