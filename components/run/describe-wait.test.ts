import { describe, expect, it } from 'vitest';
import { emptyRun } from '#lib/protocol/fold-run.ts';
import type { LearningView } from '#lib/protocol/run-view.ts';
import { describeWait } from './describe-wait.ts';

const REQUESTED = '2026-01-01T00:00:00.000Z';
const READ = '2026-01-01T00:00:05.000Z';

function learning(reading: { observed: number; inProcess: number; pending: number; status: string } | null) {
  const view: LearningView = {
    ...emptyRun('run_1').learning,
    status: { state: 'running' },
    attempt: 1,
    requestedAt: REQUESTED,
    progress: reading && { ...reading, attempt: 1, seq: 9, at: READ },
  };
  return view;
}

describe('what is waited for', () => {
  it('is the preparation until Acontext has been asked', () => {
    expect(describeWait(learning(null))).toMatchObject({ status: null, since: REQUESTED });
  });

  it('is the reading of messages while some are unread, whatever the status says', () => {
    const wait = describeWait(learning({ observed: 3, inProcess: 2, pending: 5, status: 'distilling' }));
    expect(wait?.doing).toContain('7 messages of 10');
    expect(wait?.since).toBe(READ);
  });

  it.each([
    ['pending', 'about to distil'],
    ['queued', 'Another learning'],
    ['distilling', 'distils'],
    ['skill_writing', 'skills'],
    ['completed', 'makes sure'],
    ['a_newer_word', 'at work'],
  ])('is what "%s" means', (status, words) => {
    const wait = describeWait(learning({ observed: 9, inProcess: 0, pending: 0, status }));
    expect(wait).toMatchObject({ status, doing: expect.stringContaining(words) });
  });

  it('is nothing once learning has ended', () => {
    const ended: LearningView = { ...learning(null), status: { state: 'completed', skillsChanged: 1 } };
    expect(describeWait(ended)).toBeNull();
  });
});
