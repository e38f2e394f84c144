import { describe, expect, it } from 'vitest';
import type { Evaluation } from '#lib/protocol/evaluation.ts';
import { runWithCalls } from '#lib/testing/run-with-calls.ts';
import { sampleEvaluation } from '#lib/testing/sample-run.ts';
import { matchSkills, matchSteps, type SkillText } from './match-steps.ts';

const TIMEOUTS = [
  '# Gateway errors',
  '## 502 errors: time limit below the latency of an upstream (date: 2026-11-22)',
  '- **When to Apply:** The log shows timeouts of one upstream.',
  '- **Steps:**',
  '  1. Read the log of the service that returns the errors.',
  '  2. Check the status of that upstream for its p99 latency.',
  '  3. Read the config of the service that returns the errors for the timeout.',
  '  4. If that p99 latency exceeds the limit, raise the setting to at least 2 times the p99 latency.',
  '  5. Restart the service that returns the errors, because the value counts only after a restart.',
  '  6. Verify with the status of the service that returns the errors that the error rate falls.',
];
const POOLS = [
  '## Exhausted pool (date: 2026-11-22)',
  '- **Steps:**',
  '  1. Check the status of the database for its connections.',
  '  2. Raise the pool size of the service that returns the errors.',
];
const skill: SkillText = {
  name: 'incident-response',
  files: [
    { path: 'SKILL.md', content: '# Incident response\n- One entry per pattern.\n' },
    { path: 'gateway.md', content: [...TIMEOUTS, ...POOLS].join('\n') },
  ],
};
const types = { 'front-proxy': 'reverse-proxy/degraded', orders: 'application', 'orders-store': 'database' };
const OPEN = ['skill incident-response', 'file incident-response gateway.md'];
const LOOKS = ['logs front-proxy', 'status orders', 'config front-proxy'];
const FIX = ['update front-proxy upstream_timeout_ms=9000', 'restart front-proxy', 'status front-proxy'];

const linked = (script: readonly string[], evaluation?: Evaluation) => {
  const run = runWithCalls(script, { types, ...(evaluation && { end: { evaluation } }) });
  if (run.started) run.started.world.links = [{ from: 'front-proxy', to: 'orders', errorRate: 0 }];
  return run;
};
const outcomes = (script: readonly string[], evaluation?: Evaluation) =>
  matchSteps(skill, linked(script, evaluation)).steps.map(({ outcome }) => outcome);

const IGNORED = 'ignored';
const FOLLOWED = 'followed';

describe('a step of a skill', () => {
  it('was followed when a later call does it, and the match names the call and the line', () => {
    const match = matchSteps(skill, linked([...OPEN, ...LOOKS, ...FIX]));
    expect(match).toMatchObject({ openedAt: 2, followed: true });
    expect(match.steps.map(({ line, calls, outcome }) => [line, calls, outcome])).toEqual([
      [5, [3], FOLLOWED],
      [6, [4], FOLLOWED],
      [7, [5], FOLLOWED],
      [8, [6], FOLLOWED],
      [9, [7], FOLLOWED],
      [10, [8], FOLLOWED],
      [13, [], IGNORED],
      [14, [], IGNORED],
    ]);
  });

  it('is unread in a run that never read the file, whatever it called', () => {
    const match = matchSteps(skill, linked(['skill incident-response', ...LOOKS, ...FIX]));
    expect(match).toMatchObject({ openedAt: null, followed: false });
    expect(new Set(match.steps.map(({ outcome }) => outcome))).toEqual(new Set(['unread']));
  });

  it('is not matched by calls that came before the file was read', () => {
    expect(outcomes([...LOOKS, ...FIX, ...OPEN])).toEqual(Array.from({ length: 8 }, () => IGNORED));
  });

  it('is ignored when the calls are on another kind of target', () => {
    const script = [
      ...OPEN,
      'logs front-proxy',
      'status front-proxy',
      'config front-proxy',
      ...FIX.slice(0, 2),
    ];
    expect(outcomes(script).slice(0, 3)).toEqual([FOLLOWED, IGNORED, FOLLOWED]);
  });

  it('is ignored when another kind of setting is changed', () => {
    const script = [...OPEN, ...LOOKS, 'update front-proxy max_retries=5', 'restart front-proxy'];
    expect(outcomes(script).slice(0, 5)).toEqual([FOLLOWED, FOLLOWED, FOLLOWED, IGNORED, FOLLOWED]);
    expect(matchSteps(skill, linked(script)).followed).toBe(false);
  });

  it('is ignored when the value goes the other way than it says', () => {
    const run = linked([...OPEN, ...LOOKS, ...FIX]);
    const write = run.calls[5];
    if (write) write.result = 'Updated front-proxy config: upstream_timeout_ms = 9000 (was 12000).';
    expect(matchSteps(skill, run).steps[3]?.outcome).toBe(IGNORED);
  });

  it('is not proven by single looks that any search makes', () => {
    expect(outcomes([...OPEN, 'logs front-proxy', 'status orders'])).toEqual(
      Array.from({ length: 8 }, () => IGNORED),
    );
  });
});

describe('a step that was followed', () => {
  const wrong = (overrides: Partial<Evaluation['metrics']>, parts: Partial<Evaluation['parts']> = {}) => ({
    ...sampleEvaluation,
    verified: false,
    parts: { ...sampleEvaluation.parts, ...parts },
    metrics: { ...sampleEvaluation.metrics, ...overrides },
  });

  it('misled when the oracle counts its change as wrong', () => {
    const steps = outcomes([...OPEN, ...LOOKS, ...FIX], wrong({ wrongWrites: 1 }));
    expect(steps.slice(0, 6)).toEqual([FOLLOWED, FOLLOWED, FOLLOWED, 'misled', FOLLOWED, FOLLOWED]);
  });

  it('did not mislead when another change was the wrong one', () => {
    const script = [...OPEN, ...LOOKS, ...FIX, 'update orders log_level=debug'];
    expect(outcomes(script, wrong({ wrongWrites: 1 }))[3]).toBe(FOLLOWED);
  });

  it('misled when the oracle names its setting among the harm', () => {
    const detail = 'Worse than before: front-proxy upstream_timeout_ms was changed for the worse.';
    const script = [...OPEN, ...LOOKS, ...FIX, 'update orders log_level=debug'];
    const harm = wrong({ wrongWrites: 0 }, { collateral: { applies: true, holds: false, detail } });
    expect(outcomes(script, harm)[3]).toBe('misled');
  });

  it('misled with every change where nothing was to be changed', () => {
    const noop = { applies: true, holds: false, detail: 'Changed without need.' };
    const steps = outcomes([...OPEN, ...LOOKS, ...FIX], wrong({ wrongWrites: 0 }, { noop }));
    expect(steps.slice(3, 5)).toEqual(['misled', 'misled']);
  });
});

it('credits a call to one procedure only, the one that was taken up', () => {
  const copy = { name: 'copy', files: [{ path: 'gateway.md', content: TIMEOUTS.join('\n') }] };
  const run = linked([...OPEN, 'file copy gateway.md', ...LOOKS, ...FIX]);
  const [first, second] = matchSkills([skill, copy], run);
  expect(first?.followed).toBe(true);
  expect(second?.followed).toBe(false);
});

it('works without a world to look targets up in, by tool alone', () => {
  const { calls } = linked([...OPEN, ...LOOKS, ...FIX]);
  expect(matchSteps(skill, { calls }).followed).toBe(true);
});
