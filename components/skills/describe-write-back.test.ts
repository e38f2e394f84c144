import { describe, expect, it } from 'vitest';
import type { OpenWriteBack } from '#lib/protocol/skill-standing.ts';
import { sampleDecision } from '#lib/testing/sample-decision.ts';
import { describeWriteBack } from './describe-write-back.ts';

const words = (change: Partial<OpenWriteBack>) =>
  describeWriteBack(
    {
      decision: sampleDecision({ number: 2 }),
      aim: 'write',
      state: 'waiting',
      tries: 3,
      error: null,
      nextTryAt: null,
      isMixed: false,
      ...change,
    },
    'acontext.example',
  );
const offered = (change: Partial<OpenWriteBack>) => words(change).actions.map(({ words: word }) => word);

describe('a decision whose content is not in its learning space yet', () => {
  it('says what waits, where, and what the space holds until then', () => {
    expect(words({}).doing).toMatch(/^v2 is not published yet: .* at acontext\.example\.$/);
    expect(words({}).meanwhile).toContain('what it held before');
    expect(words({ isMixed: true }).meanwhile).toContain('files of both');
  });

  it('offers nothing while it is under way, and else what helps', () => {
    expect(offered({ state: 'working' })).toEqual([]);
    expect(offered({})).toEqual(['Try now', 'Take it back']);
    expect(offered({ aim: 'restore' })).toEqual(['Try now']);
    expect(offered({ state: 'failed', aim: 'restore' })).toEqual(['Write again', 'Dismiss']);
    expect(offered({ state: 'failed', isMixed: true })).toEqual([
      'Write again',
      'Put the former content back',
    ]);
  });

  it('does not promise to publish what is only put back', () => {
    for (const state of ['working', 'waiting', 'failed'] as const)
      expect(words({ aim: 'restore', state }).doing).toMatch(/^v2 (is|was) not published/);
  });
});
