import { describe, expect, it } from 'vitest';
import type { ExperimentDigest } from '#lib/protocol/over-time.ts';
import { measureContrast } from '#lib/stats/analysis/measure-contrast.ts';
import { sampleExperimentPlan, sampleExperimentRow } from '#lib/testing/sample-experiment-plan.ts';
import { digestExperiment } from './digest-experiment.ts';
import { foldCurves } from './fold-curves.ts';
import { foldTransfer } from './fold-transfer.ts';
import { foldVersions } from './fold-versions.ts';
import { pairsOfModel } from './measured-pairs.ts';
import type { Bank } from './offer-experiment.ts';
import { poolEffect } from './pool-effect.ts';

const LEVEL = 0.95;
const CALLS: Record<string, Record<string, number[]>> = {
  'db-1': { none: [20, 24], learned: [10, 12], previous: [16, 20] },
  'cert-1': { none: [20, 20], learned: [20, 16], previous: [20, 20] },
};
const ROWS = Object.entries(CALLS).flatMap(([scenarioId, arms]) =>
  Object.entries(arms).flatMap(([arm, calls]) =>
    calls.map((count, index) => sampleExperimentRow({ scenarioId, arm, seed: index + 1, calls: count })),
  ),
);
const LESSONS: Record<string, number | null> = { none: null, previous: 1, learned: 2 };

function digest(experimentId: string, rows = ROWS, plan = sampleExperimentPlan()): ExperimentDigest {
  return digestExperiment({
    experimentId,
    plan,
    planHash: 'hash',
    createdAt: '2026-11-22T10:00:00.000Z',
    verdict: null,
    rows,
    distillations: [],
    sourceOf: ({ label, fromPipeline }) =>
      label === 'none'
        ? { lessons: null, families: [] }
        : { lessons: LESSONS[label] ?? null, families: fromPipeline ? [] : ['db-pool'] },
  });
}
const pairs = (...digests: ExperimentDigest[]) => pairsOfModel(digests, 'offline');
const BANK: Bank = {
  families: [
    { family: 'db-pool', learn: 'db-learn', tests: ['db-1'] },
    { family: 'certificate', learn: 'cert-learn', tests: ['cert-1'] },
  ],
  skills: [{ families: ['db-pool'], versionId: 'skv_2', name: 'incident-response', number: 2 }],
};

describe('the effect of a skill version', () => {
  it('is what the experiment’s own analysis says', () => {
    const effects = foldVersions(pairs(digest('exp_1')), LEVEL);
    expect(effects.map(({ number, against }) => `v${number} ${against ?? 'none'}`)).toEqual([
      'v1 none',
      'v2 none',
      'v2 1',
    ]);
    const { effects: own } = measureContrast(ROWS, sampleExperimentPlan().rules, {
      treated: 'learned',
      control: 'none',
      says: '',
    });
    const second = effects[1]?.effect;
    expect(second?.calls.logRatio).toBeCloseTo(own.calls.estimate.mean ?? NaN, 12);
    expect(second?.calls.interval?.low).toBeCloseTo(own.calls.estimate.interval?.low ?? NaN, 12);
    expect(second?.success.interval?.low).toBeCloseTo(own.success.interval?.low ?? NaN, 12);
    expect(second).toMatchObject({ scenarios: 2, pairs: 4, experiments: ['exp_1'] });
  });

  it('counts a scenario once however many experiments tested it, weighted by their pairs', () => {
    const other = ROWS.filter(({ scenarioId }) => scenarioId === 'db-1').map((row) =>
      row.arm === 'learned' ? Object.assign(structuredClone(row), { calls: row.calls * 2 }) : row,
    );
    const both = foldVersions(pairs(digest('exp_1'), digest('exp_2', other)), LEVEL).find(
      ({ number, against }) => number === 2 && against === null,
    );
    expect(both?.effect).toMatchObject({ scenarios: 2, pairs: 6, experiments: ['exp_1', 'exp_2'] });
    const db = (Math.log(0.5) + Math.log(1)) / 2;
    const cert = Math.log(16 / 20) / 2;
    expect(both?.effect.calls.logRatio).toBeCloseTo((db + cert) / 2, 12);
  });

  it('has an interval over the pairs where only one scenario was tested, and none for one pair', () => {
    const rows = [10, 20, 40].flatMap((calls, seed) => [
      sampleExperimentRow({ arm: 'none', seed, calls: 40 }),
      sampleExperimentRow({ arm: 'learned', seed, calls }),
    ]);
    const effect = poolEffect(pairs(digest('exp_1', rows)), LEVEL);
    expect(effect?.calls.over).toBe('pairs');
    expect(effect?.calls.logRatio).toBeCloseTo(-Math.log(2), 12);
    // t(2) = 4.30265; the log ratios are ln 4, ln 2 and 0, so their standard deviation is ln 2.
    const reach = (4.302652729911275 * Math.log(2)) / Math.sqrt(3);
    expect(effect?.calls.interval?.low).toBeCloseTo(-Math.log(2) - reach, 9);
    expect(poolEffect(pairs(digest('exp_1', rows.slice(0, 2))), LEVEL)?.calls.interval).toBeNull();
  });

  it('is not surer for several learnings that are compared with the same control runs', () => {
    const one = pairs(digest('exp_1')).filter(
      ({ treated, control }) => treated === 'learned' && control === 'none',
    );
    const again = one.map((each) => Object.assign(structuredClone(each), { treated: 'again' }));
    const [single, shared] = [poolEffect(one, LEVEL), poolEffect([...one, ...again], LEVEL)];
    expect(shared).toMatchObject({ pairs: 8, success: single?.success, calls: single?.calls });
    const elsewhere = again.map((each) => Object.assign(structuredClone(each), { experimentId: 'exp_2' }));
    expect(poolEffect([...one, ...elsewhere], LEVEL)?.success.interval?.high).toBeLessThan(
      single?.success.interval?.high ?? 0,
    );
  });

  it('leaves out failed infrastructure, other models, and incidents on which a skill should do nothing', () => {
    const rows = ROWS.map((row) =>
      row.scenarioId === 'db-1' ? { ...row, class: 'negative' as const } : row,
    );
    expect(pairs(digest('exp_1', rows)).map(({ scenarioId }) => scenarioId)).not.toContain('db-1');
    expect(pairsOfModel([digest('exp_1')], 'another')).toEqual([]);
    const broken = ROWS.map((row) => ({ ...row, infrastructureError: true }));
    expect(digest('exp_1', broken).pairs).toEqual([]);
  });
});

describe('the transfer matrix', () => {
  it('has what was measured, and an offer where nothing was', () => {
    const { from, to, cells } = foldTransfer(pairs(digest('exp_1')), BANK, LEVEL);
    expect([from, to]).toEqual([
      ['certificate', 'db-pool'],
      ['certificate', 'db-pool'],
    ]);
    const cell = (row: string, column: string) =>
      cells.find((each) => each.from === row && each.to === column);
    // v1 and v2 were both learned from db-pool.
    expect(cell('db-pool', 'db-pool')?.effect).toMatchObject({ scenarios: 1, pairs: 4 });
    expect(cell('certificate', 'db-pool')).toMatchObject({
      effect: null,
      offer: {
        input: {
          claim: 'pipeline',
          pipeline: { scenarioIds: ['cert-learn'] },
          scenarioIds: ['db-learn', 'db-1'],
        },
      },
    });
    expect(cell('db-pool', 'certificate')?.offer).toMatchObject({
      says: expect.stringContaining('learned from Connection pool'),
      input: { title: 'Transfer: Connection pool → Certificate' },
    });
    expect(cell('db-pool', 'certificate')?.offer?.input).toMatchObject({
      claim: 'across-families',
      arms: [{ arm: 'none' }, { arm: 'learned', versionIds: ['skv_2'] }, { arm: 'placebo' }],
    });
  });

  it('takes the family of each independent learning of a pipeline', () => {
    const plan = sampleExperimentPlan({
      claim: 'pipeline',
      arms: [
        { label: 'none', arm: 'none', skills: [], fromPipeline: false, note: null },
        { label: 'learned', arm: 'learned', skills: [], fromPipeline: true, note: null },
      ],
      pipeline: { distillations: 2, scenarios: sampleExperimentPlan().scenarios },
    });
    const rows = [
      sampleExperimentRow({ arm: 'none', calls: 20 }),
      ...['d1', 'd2'].map((distillationId) =>
        sampleExperimentRow({ id: distillationId, arm: 'learned', distillationId, calls: 10 }),
      ),
    ];
    const learning = {
      runId: 'r',
      spaceId: null,
      seed: 1,
      cost: { calls: 1, tokens: 1, cost: null },
      note: null,
    };
    const skills = [{ skillId: 's', versionId: 'v', name: 'n' }];
    const made = digestExperiment({
      experimentId: 'exp_p',
      plan,
      planHash: 'h',
      createdAt: '',
      verdict: null,
      rows,
      distillations: [
        { ...learning, distillationId: 'd1', scenarioId: 'cert-1', skills },
        { ...learning, distillationId: 'd2', scenarioId: 'db-1', skills: [] },
      ],
      sourceOf: () => ({ lessons: 1, families: [] }),
    });
    // The second one wrote nothing, so it teaches nothing about its family.
    expect(made.pairs.map(({ from }) => from)).toEqual([['certificate'], []]);
    const { cells } = foldTransfer(pairs(made), BANK, LEVEL);
    expect(cells.filter(({ effect }) => effect).map(({ from, to }) => [from, to])).toEqual([
      ['certificate', 'db-pool'],
    ]);
  });
});

describe('the learning curve', () => {
  it('goes from no skill over one lesson to two, on the same incidents', () => {
    const [curve] = foldCurves(pairs(digest('exp_1')), LEVEL);
    expect(curve?.points.map(({ lessons, calls, runs }) => [lessons, calls.mean, runs])).toEqual([
      [0, 21, 4],
      [1, 19, 4],
      [2, 14.5, 4],
    ]);
    expect(curve?.points.map(({ versions }) => versions)).toEqual([[], [1], [2]]);
    expect(curve?.restsOn).toContain('2 incidents on which every state of the skill was tested');
  });

  it('says so when no incident was tested with every state', () => {
    const rows = ROWS.filter(
      ({ arm, scenarioId }) => arm === 'none' || (arm === 'learned') === (scenarioId === 'db-1'),
    );
    const [curve] = foldCurves(pairs(digest('exp_1', rows)), LEVEL);
    expect(curve?.points.map(({ lessons, scenarios }) => [lessons, scenarios])).toEqual([
      [0, 2],
      [1, 1],
      [2, 1],
    ]);
    expect(curve?.restsOn).toContain('may be the incidents’');
  });
});
