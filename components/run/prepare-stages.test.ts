import { describe, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunEvent, RunEventBody } from '#lib/protocol/run-event.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { prepareStages } from './prepare-stages.ts';

const events = sampleRunEvents();
const before = (type: RunEvent['type']) =>
  events.slice(
    0,
    events.findIndex((event) => event.type === type),
  );
const states = (log: readonly RunEvent[]) =>
  prepareStages(foldRunEvents('run_sample', log)).map(({ state }) => state);
const then = (log: readonly RunEvent[], body: RunEventBody): RunEvent[] => [
  ...log,
  { runId: 'run_sample', seq: log.length + 1, key: 'next', at: '2026-11-22T10:10:00.000Z', ...body },
];

describe('the stages of learning', () => {
  it('begin with messages that are stored while the agent works', () => {
    expect(states(before('agent.stopped'))).toEqual(['active', 'waiting', 'waiting', 'waiting', 'waiting']);
  });

  it('light up one after another', () => {
    expect(states(before('task.extracted'))).toEqual(['done', 'done', 'active', 'waiting', 'waiting']);
    expect(states(before('skill.updated'))).toEqual(['done', 'done', 'done', 'done', 'active']);
    expect(states(events)).toEqual(['done', 'done', 'done', 'done', 'done']);
  });

  it('say how many were counted', () => {
    const stages = prepareStages(foldRunEvents('run_sample', events));
    expect(stages.map(({ detail }) => detail)).toEqual([
      '1 message',
      '18 observed',
      '1 task, 1 succeeded',
      '1 distillation',
      '1 skill changed',
    ]);
  });

  it('stop at the stage that failed', () => {
    const error = { code: 'learning_failed' as const, message: 'The task agent failed.' };
    const failed = then(before('task.extracted'), { type: 'learning.failed', data: { attempt: 1, error } });
    expect(states(failed)).toEqual(['done', 'done', 'failed', 'skipped', 'skipped']);
  });

  it('are skipped, not failed, when there was nothing to learn', () => {
    const skipped = then(before('task.extracted'), {
      type: 'learning.skipped',
      data: { attempt: 1, reason: 'No task.' },
    });
    expect(states(skipped)).toEqual(['done', 'done', 'skipped', 'skipped', 'skipped']);
  });

  it('call tasks extracted once all of them have ended', () => {
    const withTask = (status: 'running' | 'success') => {
      const observed = then(before('task.extracted'), {
        type: 'learning.progressed',
        data: { attempt: 1, observed: 18, inProcess: 0, pending: 0, status: 'distilling' },
      });
      const task = { taskId: 't', order: 1, description: 'Fix it', progress: [], preferences: [], status };
      return states(then(observed, { type: 'task.extracted', data: { attempt: 1, task } }));
    };
    expect(withTask('running')).toEqual(['done', 'done', 'active', 'waiting', 'waiting']);
    expect(withTask('success')).toEqual(['done', 'done', 'done', 'active', 'waiting']);
  });

  it('do not wait for distillations that come late: Acontext says that it writes', () => {
    expect(states(before('distillation.completed'))).toEqual(['done', 'done', 'done', 'done', 'active']);
  });
});
