import { expect, test } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunEvent, RunEventBody } from '#lib/protocol/run-event.ts';
import { buildLog } from '#lib/testing/build-log.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { preparePipeline } from './prepare-pipeline.ts';

const LOG = sampleRunEvents();
/** The sample's log up to and with the first event of this type, then `rest`. */
function stagesUntil(type: RunEvent['type'], ...rest: RunEventBody[]) {
  const head = LOG.slice(0, LOG.findIndex((event) => event.type === type) + 1);
  return preparePipeline(foldRunEvents('run_1', buildLog('run_1', [...head, ...rest])));
}
const states = (stages: ReturnType<typeof preparePipeline>) => stages.map(({ state }) => state);

test('while the agent works its messages are being stored', () => {
  expect(states(stagesUntil('session.message_stored'))).toEqual(['active', 'waiting', 'waiting', 'waiting']);
  expect(stagesUntil('session.message_stored')[0]?.detail).toBe('1 message stored');
});

test('each fact of learning finishes its stage and lights the next', () => {
  expect(states(stagesUntil('task.extracted')).slice(0, 2)).toEqual(['done', 'done']);
  expect(states(stagesUntil('distillation.completed'))).toEqual(['done', 'done', 'done', 'active']);
  expect(states(stagesUntil('learning.completed'))).toEqual(['done', 'done', 'done', 'done']);
});

test('a failure stands at the stage that it stopped, and nothing waits behind it', () => {
  const stages = stagesUntil('learning.requested', {
    type: 'learning.failed',
    data: { attempt: 1, error: { code: 'acontext_unreachable', message: 'Away.' } },
  });
  expect(states(stages)).toEqual(['failed', 'skipped', 'skipped', 'skipped']);
});

test('learning that found nothing skips the first stage without a result', () => {
  const stages = stagesUntil('task.extracted', {
    type: 'learning.skipped',
    data: { attempt: 1, reason: 'Too simple.' },
  });
  expect(states(stages)).toContain('skipped');
  expect(states(stages)).not.toContain('active');
});

test('an Acontext that does not show distillations is no unfinished stage', () => {
  const stages = stagesUntil('task.extracted', {
    type: 'distillation.unavailable',
    data: { attempt: 1, reason: 'Its API does not show them.' },
  });
  expect(stages[2]).toMatchObject({ state: 'done', detail: 'not shown by this Acontext' });
});
