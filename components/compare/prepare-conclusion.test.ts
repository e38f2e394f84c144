import { describe, expect, it } from 'vitest';
import type { Evaluation } from '#lib/protocol/evaluation.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { runWithCalls, verifiedEnd, type ScriptedRun } from '#lib/testing/run-with-calls.ts';
import { sampleEvaluation } from '#lib/testing/sample-run.ts';
import { nameRuns, type ComparedRun, type Slot } from './compared-run.ts';
import { prepareConclusion } from './prepare-conclusion.ts';

const READS = ['status a', 'logs a', 'status b', 'config a'];
const FIX = ['update a k=1', 'restart a', 'status a'];
const SKILL = ['skill incidents', 'file incidents x.md'];

const ACT1 = { act: 1, scenarioId: 'first' } as const;
const ACT2 = {
  act: 2,
  scenarioId: 'second',
  arm: 'learned',
  skillSource: { kind: 'space', spaceId: 's' },
} as const;
const CONTROL = { act: 2, scenarioId: 'second', arm: 'none' } as const;
const OFFERED = [{ name: 'incidents', description: '', versionId: 'skv_1' }];

const { slo, cause, collateral, noop } = sampleEvaluation.parts;
const notFixed: Evaluation = {
  ...sampleEvaluation,
  verified: false,
  parts: { slo: { ...slo, holds: false, detail: 'Errors stay at 22 %.' }, cause, collateral, noop },
};
const harmful: Evaluation = {
  ...sampleEvaluation,
  verified: false,
  parts: { slo, cause, collateral: { ...collateral, holds: false, detail: 'The store fell over.' }, noop },
};

function compare(
  runs: Partial<Record<Slot, { calls: string[]; plan: Partial<RunPlan>; end?: ScriptedRun['end'] }>>,
) {
  const views = (['a', 'b', 'c'] as const).flatMap((slot) => {
    const run = runs[slot];
    if (!run) return [];
    const end = 'end' in run ? run.end : verifiedEnd;
    const skills = run.plan.arm === 'learned' ? OFFERED : [];
    return [
      {
        slot,
        view: runWithCalls(run.calls, { runId: `run_${slot}`, plan: run.plan, skills, ...(end && { end }) }),
      },
    ];
  });
  return prepareConclusion(nameRuns(views));
}

const act1 = { calls: [...READS, ...FIX], plan: ACT1 };
const control = { calls: [...READS, ...FIX, 'status a'], plan: CONTROL };
const act2 = { calls: [...SKILL, 'logs a', 'config a', ...FIX, 'status a'], plan: ACT2 };

describe('what a comparison concludes', () => {
  it('counts against the control, honest about what the skill calls cost', () => {
    const { headline, warnings, pair } = compare({ a: act1, b: act2, c: control });
    expect(headline).toBe(
      'On the same incident and seed, Act 2 took 6 DevOps calls with the skill and 8 without it: ' +
        'here the skill saved 2 DevOps calls but cost 2 skill calls, so the total is 8 against 8, no call saved over all.',
    );
    expect(warnings).toEqual([]);
    expect(pair).toMatchObject({ treated: { slot: 'b' }, control: { slot: 'c' } });
  });

  it('says when the skill saved calls over all, and when it cost some', () => {
    const long = { calls: [...READS, ...READS, ...FIX], plan: CONTROL };
    expect(compare({ b: act2, c: long }).headline).toContain(
      'saved 5 DevOps calls but cost 2 skill calls, so the total is 8 against 11, 3 calls fewer over all.',
    );
    const short = { calls: FIX, plan: CONTROL };
    expect(compare({ b: act2, c: short }).headline).toContain(
      'added 3 DevOps calls and cost 2 skill calls, so the total is 8 against 3, 5 calls more over all.',
    );
  });

  it('finds the control wherever it stands in the address', () => {
    expect(compare({ a: control, b: act2 }).headline).toContain(
      '6 DevOps calls with the skill and 8 without it',
    );
  });

  it('warns that two acts are different incidents and points to the control', () => {
    expect(compare({ a: act1, b: act2, c: control }).notes).toContain(
      'Act 1 and Act 2 are different incidents: the difference between them mixes skill and difficulty. The control is the comparison to trust.',
    );
  });

  it('refuses to say anything about the skill without a control', () => {
    const { headline, pair, wantsControl } = compare({ a: act1, b: act2 });
    expect(headline).toBe(
      'Act 1 and Act 2 are different incidents: 7 against 6 DevOps calls mixes skill and difficulty, so without a control run it says nothing about the skill.',
    );
    expect(pair).toBeNull();
    expect(wantsControl).toBe(true);
  });

  it('puts a run that was not fixed before every count', () => {
    const failed = { ...act2, end: { evaluation: notFixed } };
    const { headline, warnings } = compare({ a: act1, b: failed, c: control });
    expect(warnings).toEqual([
      'Act 2 did not fix the incident: the oracle says not verified. Errors stay at 22 %.',
    ]);
    expect(headline).toContain('only the run without it fixed it');
    expect(headline).toContain('are no saving');
  });

  it('lets a verified fix outrank calls when only the skill led to it', () => {
    const lost = { ...control, end: { evaluation: notFixed } };
    expect(compare({ b: act2, c: lost }).headline).toContain('only the run with the skill fixed it');
  });

  it('values no counts when neither run fixed the incident', () => {
    const lost = { end: { evaluation: notFixed } };
    expect(compare({ b: { ...act2, ...lost }, c: { ...control, ...lost } }).headline).toContain(
      'Neither run fixed the incident',
    );
  });

  it('names harm as harm', () => {
    expect(compare({ b: { ...act2, end: { evaluation: harmful } }, c: control }).warnings).toEqual([
      'Act 2 did harm: the oracle found something else worse than before. The store fell over.',
    ]);
  });

  it('says nothing of runs that have not ended', () => {
    const { headline, warnings } = compare({ b: { ...act2, end: undefined }, c: control });
    expect(warnings).toEqual(['Act 2 is still running: its figures are those of the run so far.']);
    expect(headline).toContain('not both finished, so nothing can be said yet');
  });

  it('tells how far failed and cancelled runs came', () => {
    const { warnings } = compare({
      a: { ...act1, end: { failed: 'The model is away.' } },
      b: { ...act2, end: 'cancelled' },
    });
    expect(warnings).toEqual([
      'Act 1 failed after 7 calls (The model is away): its figures stop there and stand for nothing.',
      'Act 2 was cancelled after 8 calls: its figures stop there.',
    ]);
  });

  it('lays differences to the seed, the model or chance where these differ', () => {
    const outside = { act: null, scenarioId: 'second' } as const;
    const none = { calls: FIX, plan: { ...outside, arm: 'none' } as const };
    const openai = { kind: 'openai', name: 'other', simulated: false, host: 'host' } as const;
    expect(compare({ a: none, b: none }).headline).toContain('variation from run to run');
    expect(compare({ a: none, b: { calls: FIX, plan: { ...none.plan, seed: 2 } } }).headline).toContain(
      'mixes the seed',
    );
    expect(compare({ a: none, b: { calls: FIX, plan: { ...none.plan, model: openai } } }).headline).toContain(
      'compares the models, not the skill',
    );
  });

  it('does not take a run by another model or with another seed for the control', () => {
    expect(compare({ b: act2, c: { ...control, plan: { ...CONTROL, seed: 9 } } }).pair).toBeNull();
  });

  it('says so when the skill on offer was never opened', () => {
    const ignored = { calls: [...READS, ...FIX], plan: ACT2 };
    expect(compare({ b: ignored, c: control }).notes).toEqual([
      'Act 2 was offered incidents and opened none of it: only the listing in its prompt could have helped.',
    ]);
  });

  it('never claims more than one pair can show', () => {
    expect(compare({ b: act2, c: control }).certainty).toContain('says nothing about the skill in general');
    expect(compare({ b: act2, c: control }).certainty).toContain(
      'The offline model gives the same run again',
    );
  });
});

describe('naming runs', () => {
  const named = (plans: Partial<RunPlan>[]): ComparedRun['label'][] =>
    nameRuns(
      plans.map((plan, index) => ({
        slot: (['a', 'b', 'c'] as const)[index] ?? 'a',
        view: runWithCalls([], { plan }),
      })),
    ).map(({ label }) => label);

  it('uses the words of the story', () => {
    expect(named([ACT1, ACT2, CONTROL])).toEqual(['Act 1', 'Act 2', 'Control']);
  });

  it('tells two runs of one part, and runs outside the story, apart by their place', () => {
    expect(named([ACT2, ACT2, { act: null }])).toEqual(['Act 2 (A)', 'Act 2 (B)', 'Run C']);
  });
});
