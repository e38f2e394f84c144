import { beforeAll, describe, expect, it } from 'vitest';
import { sampleExperiment, type SampleExperiment } from '#lib/testing/sample-experiment.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { findEvidence } from './find-evidence.ts';

let sample: SampleExperiment;
beforeAll(async () => {
  sample = await sampleExperiment();
});

describe('what a figure rests on', () => {
  it('is found for every figure that the page shows, with a formula and runs of this very experiment', () => {
    const { paired } = sample.analysis;
    const keys = [
      ...paired.contrasts.flatMap((contrast, index) => [
        EVIDENCE.success(index),
        EVIDENCE.calls(index),
        EVIDENCE.devopsCalls(index),
        EVIDENCE.harm(index),
        ...contrast.secondary.map(({ effect }) => EVIDENCE.secondary(index, effect.outcome)),
        ...contrast.calls.units.map(({ scenarioId }) => EVIDENCE.scenario(index, 'calls', scenarioId)),
        ...contrast.success.units.map(({ scenarioId }) => EVIDENCE.scenario(index, 'success', scenarioId)),
      ]),
      ...paired.arms.flatMap(({ arm, on }) => [
        EVIDENCE.arm(arm, on, 'success'),
        EVIDENCE.arm(arm, on, 'harm'),
        EVIDENCE.arm(arm, on, 'calls'),
      ]),
      ...paired.funnels.flatMap(({ arm, on, stages }) =>
        stages.map(({ step }) => EVIDENCE.funnel(arm, on, step)),
      ),
      ...paired.payBack.map(({ unit }) => EVIDENCE.payBack(unit)),
      ...paired.sensitivity.map((_, index) => EVIDENCE.sensitivity(index)),
      EVIDENCE.falseVerdicts(),
      EVIDENCE.next(),
    ];
    const known = new Set(sample.rows.map(({ id }) => id));
    expect(keys.length).toBeGreaterThan(60);
    const poor = keys.filter((key) => {
      const evidence = findEvidence(sample.analysis, key);
      return !evidence || evidence.methods.length === 0 || !evidence.rowIds.every((id) => known.has(id));
    });
    expect(poor).toEqual([]);
  });

  it('names the runs that a comparison used and no others', () => {
    const evidence = findEvidence(sample.analysis, EVIDENCE.calls(0));
    const benefit = sample.rows.filter((row) => row.class === 'near' && row.arm !== 'placebo');
    expect(new Set(evidence?.rowIds)).toEqual(new Set(benefit.map(({ id }) => id)));
  });

  it('a figure that counts pairs says so where the claim is about scenarios', () => {
    const says = [EVIDENCE.success(0), EVIDENCE.harm(0)].map((key) =>
      findEvidence(sample.analysis, key)?.says.find((each) => each.includes('McNemar')),
    );
    expect(sample.analysis.paired.contrasts[0]?.unit).toBe('scenario');
    expect(says).toEqual([
      expect.stringContaining('counting pairs, so for these scenarios'),
      expect.stringContaining('counting pairs, so for these scenarios'),
    ]);
  });

  it('names a scenario by its id beside the words, so that the page can give it its title', () => {
    const evidence = findEvidence(sample.analysis, EVIDENCE.scenario(0, 'calls', 's01'));
    expect(evidence).toMatchObject({ title: 'the learned skill against no skill', scenarioId: 's01' });
    const index = sample.analysis.paired.sensitivity.findIndex(({ without }) => without === 's01');
    expect(findEvidence(sample.analysis, EVIDENCE.sensitivity(index))).toMatchObject({
      title: 'left out',
      scenarioId: 's01',
    });
  });

  it('is nothing for a link from another experiment', () => {
    for (const key of [
      'calls~9',
      'scenario~0~calls~elsewhere',
      'arm~gone~benefit~success',
      'nonsense',
      'constructor',
    ])
      expect(findEvidence(sample.analysis, key)).toBeNull();
  });
});
