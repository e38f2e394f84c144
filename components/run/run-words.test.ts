import { describe, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import {
  callsInShort,
  callsInWords,
  formatCost,
  formatLatency,
  keptInWords,
  roleInWords,
} from './run-words.ts';

describe('words of a run', () => {
  it('say how calls were counted', () => {
    expect(callsInWords({ total: 11, devops: 9, skill: 2, unknown: 0 })).toBe('11 calls: 9 DevOps, 2 skill');
    expect(callsInWords({ total: 1, devops: 1, skill: 0, unknown: 0 })).toBe('1 call: 1 DevOps');
    expect(callsInWords({ total: 0, devops: 0, skill: 0, unknown: 0 })).toBe('0 calls');
    expect(callsInShort({ total: 3, devops: 2, skill: 0, unknown: 1 })).toBe('3 (2 DevOps, 1 unknown)');
  });

  it('write small sums with enough digits, and a latency that does not exist as unknown', () => {
    expect([formatLatency(4200.4), formatLatency(null)]).toEqual(['4,200 ms', 'unknown']);
    expect([formatCost(0.00123), formatCost(1.5)]).toEqual(['$0.0012', '$1.50']);
  });

  it('say what a run that ended early kept', () => {
    const view = foldRunEvents('run_sample', sampleRunEvents().slice(0, 6));
    expect(keptInWords(view)).toBe('Everything up to here was kept: 1 turn and 1 call.');
    expect(keptInWords({ turns: [], calls: [] })).toContain('Nothing had happened yet');
  });

  it('name the control by what it lacks', () => {
    expect(roleInWords(1, 'none')).toBe('Act 1');
    expect(roleInWords(2, 'learned')).toBe('Act 2 · learned skills');
    expect(roleInWords(2, 'none')).toBe('Act 2 · control, no skill');
    expect(roleInWords(null, 'placebo')).toBe('placebo skill');
  });
});
