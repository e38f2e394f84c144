import { describe, expect, it } from 'vitest';
import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import { readPlanForm, startForm, withClaim } from './plan-form.ts';

const rulesOf = (claim: Parameters<typeof defaultRules>[0]) => {
  const rules = defaultRules(claim);
  return {
    ...rules,
    contrasts: [...rules.contrasts],
    benefitClasses: [...rules.benefitClasses],
    harmClasses: [...rules.harmClasses],
    passAt: [...rules.passAt],
    secondary: [...rules.secondary],
  };
};
const scenario = (scenarioId: string, family: string, name: 'near' | 'negative' | 'noop') => ({
  scenarioId,
  title: scenarioId,
  summary: '',
  family,
  class: name,
  transferOf: null,
  twinOf: null,
});
const options: ExperimentOptions = {
  scenarios: [
    scenario('pool-near', 'db-pool', 'near'),
    scenario('pool-twin', 'db-pool', 'negative'),
    scenario('cache-near', 'cache', 'near'),
    scenario('calm', 'noop', 'noop'),
  ],
  skills: [
    {
      versionId: 'v1',
      skillId: 's1',
      name: 'pool',
      number: 1,
      family: 'db-pool',
      length: 900,
      live: true,
      experimentId: null,
      standing: 'draft',
      isDefaultChoice: true,
    },
  ],
  models: [{ kind: 'offline', name: 'offline', simulated: true, host: null }],
  modelServer: null,
  limits: { maxCalls: 40, maxTurns: 25 },
  rules: {
    incident: rulesOf('incident'),
    family: rulesOf('family'),
    'across-families': rulesOf('across-families'),
    pipeline: rulesOf('pipeline'),
    models: rulesOf('models'),
  },
  presets: [
    {
      id: 'standard',
      title: 'Standard',
      claim: 'across-families',
      scenarioIds: ['pool-near', 'cache-near', 'pool-twin'],
      seeds: 5,
      arms: [{ arm: 'none' }, { arm: 'learned' }, { arm: 'placebo' }],
    },
  ],
};

describe('the builder', () => {
  it('opens with the standard size, and with what the address asks', () => {
    const { input } = readPlanForm(startForm(options, {}));
    expect(input).toMatchObject({
      claim: 'across-families',
      seeds: 5,
      scenarioIds: ['pool-near', 'cache-near', 'pool-twin'],
      arms: [{ arm: 'none' }, { arm: 'learned' }, { arm: 'placebo' }],
    });
    expect(startForm(options, { claim: 'family' }).scenarioIds).toEqual(['pool-near', 'pool-twin', 'calm']);
    expect(startForm(options, { claim: 'nonsense', preset: 'nothing' }).claim).toBe('across-families');
  });

  it('declares a family with too few incidents exploratory, and only that', () => {
    const isExploratory = (count: number) => {
      const more = Array.from({ length: count }, (_, index) => scenario(`pool-${index}`, 'db-pool', 'near'));
      const scenarios = [...more, scenario('pool-twin', 'db-pool', 'negative')];
      const form = startForm({ ...options, scenarios }, { claim: 'family' });
      return readPlanForm(form).input?.exploratory ?? false;
    };
    expect([2, 5, 6, 9].map(isExploratory)).toEqual([true, true, false, false]);
  });

  it('takes one incident for the claim about one, and its twins and no-ops for harm', () => {
    expect(withClaim(startForm(options, {}), 'incident', options).scenarioIds).toEqual([
      'pool-near',
      'pool-twin',
      'calm',
    ]);
  });

  it('drops the placebo for the pipeline, whose skills are not known beforehand', () => {
    const { input } = readPlanForm(withClaim(startForm(options, {}), 'pipeline', options));
    expect(input?.arms).toEqual([{ arm: 'none' }, { arm: 'learned' }]);
    expect(input?.pipeline).toEqual({ distillations: 5 });
  });

  it('can give an arm the published versions instead of the newest', () => {
    const form = startForm(options, {});
    const arms = [
      { key: 0, arm: 'none' as const, versionIds: null },
      { key: 1, arm: 'learned' as const, versionIds: null, pick: 'published' as const },
      { key: 2, arm: 'previous' as const, versionIds: ['v0'], pick: 'published' as const },
    ];
    expect(readPlanForm({ ...form, arms }).input?.arms).toEqual([
      { arm: 'none' },
      { arm: 'learned', pick: 'published' },
      { arm: 'previous', versionIds: ['v0'] },
    ]);
  });

  it('keeps several models for the claim that is about them, and one for the others', () => {
    const two = { ...startForm(options, {}), models: ['offline', 'far-model'] };
    expect(withClaim(two, 'models', options).models).toEqual(['offline', 'far-model']);
    expect(withClaim(two, 'family', options).models).toEqual(['offline']);
  });

  it('reads how many seeds or which', () => {
    const form = startForm(options, {});
    expect(readPlanForm({ ...form, seeds: '7' }).input?.seeds).toBe(7);
    expect(readPlanForm({ ...form, seeds: '3, 8, 11' }).input?.seeds).toEqual([3, 8, 11]);
    expect(readPlanForm({ ...form, seeds: '4,' }).input?.seeds).toEqual([4]);
    expect(readPlanForm({ ...form, seeds: 'many' })).toMatchObject({ input: null });
  });

  it('says at which field something is wrong, and asks nothing of the lab then', () => {
    const form = startForm(options, {});
    const { input, faults } = readPlanForm({
      ...form,
      scenarioIds: [],
      seeds: '0',
      arms: [],
      maxCost: '-1',
      concurrency: '99',
    });
    expect(input).toBeNull();
    expect(Object.keys(faults).toSorted()).toEqual(['arms', 'budget', 'concurrency', 'scenarioIds', 'seeds']);
  });
});
