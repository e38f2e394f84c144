import { describe, expect, it } from 'vitest';
import { STORY_SCENARIOS } from '#lib/protocol/story-scenarios.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import { tangoInterval } from '#lib/stats/tango-interval.ts';
import { pairsForHarmGate, pairsForSuccessGate } from './check-plan.ts';
import type { ClassifiedScenario } from './classify-scenario.ts';
import { makePresets, spreadOverFamilies } from './make-presets.ts';

const incident = (
  scenarioId: string,
  family: string | null,
  name: ClassifiedScenario['class'],
  twinOf: string | null = null,
) => ({ scenarioId, family, class: name, twinOf });

const numbered = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const { act1, act2 } = STORY_SCENARIOS;
const STORY = 'slow';
/** A bank in which one family has many incidents, before all others. */
const bank = [
  incident(act1, STORY, 'learning'),
  incident(act2, STORY, 'near'),
  incident('slow-learn', STORY, 'learning'),
  ...numbered(6, (n) => incident(`slow-near-${n}`, STORY, 'near')),
  ...numbered(3, (n) => incident(`slow-far-${n}`, STORY, 'far')),
  ...numbered(2, (n) => incident(`slow-twin-${n}`, STORY, 'negative', n === 2 ? act1 : 'slow-learn')),
  ...numbered(11, (n) => [
    incident(`f${n}-learn`, `f${n}`, 'learning'),
    incident(`f${n}-near`, `f${n}`, 'near'),
    incident(`f${n}-far`, `f${n}`, 'far'),
    incident(`f${n}-twin`, `f${n}`, 'negative'),
  ]).flat(),
  ...numbered(4, (n) => incident(`calm-${n}`, 'noop', 'noop')),
];
const known = new Map(bank.map((each) => [each.scenarioId, each]));
const preset = (id: string) => {
  const found = makePresets(bank).find((each) => each.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  const planned = found.scenarioIds.flatMap((scenarioId) => known.get(scenarioId) ?? []);
  return {
    ...found,
    planned,
    of: (...names: string[]) => planned.filter((each) => names.includes(each.class ?? '')),
  };
};

describe('ready-made experiments across families', () => {
  it.each([
    ['quick', 6, 6, 2, 1, 3],
    ['standard', 12, 12, 6, 2, 5],
    ['full', 24, 12, 12, 4, 5],
    ['aa', 12, 12, 6, 2, 5],
  ])(
    '%s: %i incidents of %i families, %i twins, %i no-ops, %i seeds',
    (id, benefit, families, twins, calm, seeds) => {
      const { of, seeds: planned, claim } = preset(id);
      expect(claim).toBe('across-families');
      expect(planned).toBe(seeds);
      expect(of('near', 'far')).toHaveLength(benefit);
      expect(new Set(of('near', 'far').map(({ family }) => family)).size).toBe(families);
      expect(of('negative')).toHaveLength(twins);
      expect(new Set(of('negative').map(({ family }) => family)).size).toBe(twins);
      expect(of('noop')).toHaveLength(calm);
    },
  );

  it('have two incidents of each family in the full size, whatever else one of them has', () => {
    const counts = Map.groupBy(preset('full').of('near', 'far'), ({ family }) => family);
    expect([...counts.values()].map(({ length }) => length)).toEqual(Array.from({ length: 12 }, () => 2));
  });
});

/** A skill without a loss can be shown to help: enough pairs for gate 1 and for gate 3. */
function expectDecidable({ of, seeds, claim }: ReturnType<typeof preset>) {
  const { harm, success, benefitClasses } = defaultRules(claim);
  const pairs = of(...benefitClasses).length * seeds;
  expect(pairs).toBeGreaterThanOrEqual(pairsForSuccessGate(success));
  const allVerified = { both: pairs, onlyFirst: 0, onlySecond: 0, neither: 0 };
  expect(tangoInterval(allVerified, 1 - 2 * success.alpha).low).toBeGreaterThan(-success.margin);
  expect(of('negative', 'noop').length * seeds).toBeGreaterThanOrEqual(pairsForHarmGate(harm));
}

describe('"does the skill of Act 1 help in Act 2?"', () => {
  it('takes Act 2 and the twin of Act 1, each so often that every gate can pass', () => {
    const story = preset('story');
    expect(story.claim).toBe('incident');
    expect(story.scenarioIds).toEqual([act2, 'slow-twin-2']);
    expectDecidable(story);
  });
});

describe('"does it help on incidents like it?"', () => {
  it('takes what the skill of Act 1 has not seen of its family, its twins and the no-ops', () => {
    const { claim, planned, of } = preset('family');
    expect(claim).toBe('family');
    expect(of('near', 'far')).toHaveLength(10);
    expect(of('learning').map(({ scenarioId }) => scenarioId)).toEqual(['slow-learn']);
    expect(of('negative').map(({ scenarioId }) => scenarioId)).toEqual(['slow-twin-1', 'slow-twin-2']);
    expect(planned.every(({ family }) => family === STORY || family === 'noop')).toBe(true);
  });

  it('has more incidents than the least for a verdict, and so many pairs that a skill without a loss can be shown to help', () => {
    const family = preset('family');
    expect(family.of('near', 'far').length).toBeGreaterThanOrEqual(defaultRules('family').floors.units);
    expectDecidable({
      ...family,
      of: (...names) => family.of(...names.filter((name) => name !== 'learning')),
    });
  });
});

describe('incidents spread over families', () => {
  it('come round by round, in the order in which their families do', () => {
    const spread = spreadOverFamilies([
      incident('a1', 'a', 'near'),
      incident('a2', 'a', 'near'),
      incident('a3', 'a', 'far'),
      incident('b1', 'b', 'near'),
      incident('own-1', null, 'near'),
      incident('own-2', null, 'near'),
      incident('b2', 'b', 'far'),
    ]);
    expect(spread.map(({ scenarioId }) => scenarioId)).toEqual([
      'a1',
      'b1',
      'own-1',
      'own-2',
      'a2',
      'b2',
      'a3',
    ]);
    expect(spreadOverFamilies([])).toEqual([]);
  });
});
