import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  attachedSession,
  learned,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';
import { createStamp } from '../db/stamps.ts';
import type { Services } from '../services.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { claimBatch } from './batches.ts';
import { settingsWith } from './project-configs.ts';

/** When waiting messages become a batch, with Acontext's own figures and a clock that is moved by hand. */
let now = Date.parse('2026-11-22T10:00:00Z');
const clock = { now: () => now };
let lab: LearningHarness;
let services: Services;
let session: string;

beforeEach(async () => {
  // The server itself never claims here: its buffer is endless.
  lab = await learningHarness({ clock, settings: { bufferMs: 1e9, bufferMaxTurns: 1000 } });
  services = {
    db: lab.kysely,
    engine: lab.engine,
    model: scriptedPipeline({}).model,
    clock,
    stamp: createStamp(clock),
    newId: randomUUID,
    settings: DEFAULT_SETTINGS,
    onError: () => {},
    stopping: new AbortController().signal,
  };
  ({ session } = await attachedSession(lab));
});
afterEach(async () => {
  await lab.close();
});

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `message ${index}`);

async function takenNumbers(): Promise<number[]> {
  const rows = await lab.kysely
    .selectFrom('ac_messages')
    .select('seq')
    .where('session_id', '=', session)
    .where('status', '=', 'running')
    .orderBy('seq')
    .execute();
  return rows.map(({ seq }) => seq);
}

describe('waiting messages', () => {
  test('are due eight seconds after the first of them, whatever comes later', async () => {
    await say(lab, session, 'The gateway answers 502.');
    now += 7900;
    await say(lab, session, 'Still.');
    now += 99;
    expect(await claimBatch(services, session, 'due')).toEqual({ kind: 'early', dueInMs: 1 });
    now += 1;
    expect(await claimBatch(services, session, 'due')).toMatchObject({ kind: 'claimed' });
    expect(await takenNumbers()).toEqual([1, 2]);
  });

  test('are taken at once when they are sixteen, not when they are fifteen', async () => {
    await say(lab, session, ...numbered(15));
    expect(await claimBatch(services, session, 'full')).toMatchObject({ kind: 'early' });
    await say(lab, session, 'one more');
    expect(await claimBatch(services, session, 'full')).toMatchObject({ kind: 'claimed' });
    expect(await takenNumbers()).toHaveLength(16);
  });

  test('are taken oldest first, at most 32 of them', async () => {
    await say(lab, session, ...numbered(40));
    expect(await claimBatch(services, session, 'full')).toMatchObject({ kind: 'claimed' });
    expect(await takenNumbers()).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
  });

  test('wait while a batch of their session is worked on', async () => {
    await say(lab, session, 'one');
    const first = await claimBatch(services, session, 'flush');
    await say(lab, session, 'two');
    expect(await claimBatch(services, session, 'flush')).toEqual({ ...first, kind: 'busy' });
    expect(await takenNumbers()).toEqual([1]);
  });
});

describe('figures that a project sets', () => {
  test('hold for its batches', async () => {
    const configs = {
      project_session_message_buffer_max_turns: 3,
      project_session_message_buffer_max_overflow: 1,
    };
    await say(lab, session, ...numbered(2));
    await lab.call('PATCH', '/project/configs', configs);
    expect(await claimBatch(services, session, 'full')).toMatchObject({ kind: 'early' });
    await lab.call('PATCH', '/project/configs', { project_session_message_buffer_max_turns: null });
    await say(lab, session, ...numbered(3));
    await lab.call('PATCH', '/project/configs', configs);
    expect(await claimBatch(services, session, 'full')).toMatchObject({ kind: 'claimed' });
    expect(await takenNumbers()).toEqual([1, 2, 3, 4]);
  });

  test('start a batch with the message that fills the buffer', async () => {
    const ids = await attachedSession(lab);
    await lab.call('PATCH', '/project/configs', { project_session_message_buffer_max_turns: 2 });
    await say(lab, ids.session, 'The gateway answers 502.', 'It works now.');
    expect(await learned(lab, ids)).toEqual({ status: 'completed' });
  });

  test.each([0, -1, 1.5, 1e9, 'many', null])('are left out when they are %j', (value) => {
    const { bufferMaxTurns, batchMax, taskAgentMaxIterations, previousProgress } = DEFAULT_SETTINGS;
    const usual = { bufferMaxTurns, batchMax, taskAgentMaxIterations, previousProgress };
    expect(
      settingsWith(DEFAULT_SETTINGS, {
        project_session_message_buffer_max_turns: value,
        default_task_agent_max_iterations: value,
        default_task_agent_previous_progress_num: value,
      }),
    ).toEqual(usual);
  });
});
