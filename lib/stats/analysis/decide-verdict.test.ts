import { describe, expect, it } from 'vitest';
import type { Interval } from '../interval.ts';
import { intervalAt, type MeanEstimate } from '../mean-interval.ts';
import { percentChange, percentInterval } from '../percent-change.ts';
import { equivalenceTest } from '../equivalence-test.ts';
import { NULL_WORLD, simulateExperiment } from '../simulate-experiment.ts';
import { defaultRules } from './analysis-rules.ts';
import { decideVerdict, type VerdictCode } from './decide-verdict.ts';
import { measureContrast, type ContrastEffects } from './measure-contrast.ts';

const rules = defaultRules('family');
const [contrast] = rules.contrasts;
const effectsOf = (rows: ReturnType<typeof simulateExperiment>): ContrastEffects =>
  measureContrast(rows, rules, contrast ?? { treated: 'learned', control: 'none', says: '' }).effects;
const BASE = effectsOf(simulateExperiment({ ...NULL_WORLD, repeats: 2 }, 'base'));

const at = (low: number, high: number): Interval => ({ low, high, level: 0.95 });
const SUCCESS: Record<string, { interval: Interval | null; bound: Interval | null; equivalent: boolean }> = {
  missing: { interval: null, bound: null, equivalent: false },
  higher: { interval: at(0.02, 0.2), bound: at(0.04, 0.18), equivalent: false },
  alike: { interval: at(-0.04, 0.04), bound: at(-0.03, 0.03), equivalent: true },
  wide: { interval: at(-0.2, 0.2), bound: at(-0.15, 0.15), equivalent: false },
  'lower within the margin': { interval: at(-0.04, -0.01), bound: at(-0.035, -0.015), equivalent: true },
  lower: { interval: at(-0.4, -0.1), bound: at(-0.35, -0.12), equivalent: false },
};
/** Mean and standard error of log calls. */
const CALLS: Record<string, { mean: number; se: number } | null> = {
  missing: null,
  'far fewer': { mean: -0.4, se: 0.05 },
  'a little fewer': { mean: -0.06, se: 0.01 },
  'perhaps fewer': { mean: -0.2, se: 0.2 },
  same: { mean: 0, se: 0.01 },
  'a little more': { mean: 0.06, se: 0.01 },
  'far more': { mean: 0.4, se: 0.05 },
};
const HARM: Record<string, { high: number; rate: number; worse: boolean } | null> = {
  missing: null,
  bounded: { high: 0.07, rate: 0, worse: false },
  open: { high: 0.15, rate: 0.05, worse: false },
  'open and seen often': { high: 0.3, rate: 0.15, worse: false },
  worse: { high: 0.4, rate: 0.25, worse: true },
};

function combined(s: string, c: string, h: string): ContrastEffects {
  const [success, calls, harm] = [SUCCESS[s], CALLS[c], HARM[h] ?? null];
  const estimate: MeanEstimate = calls
    ? {
        n: 12,
        sd: calls.se * Math.sqrt(12),
        df: 11,
        ...calls,
        interval: intervalAt({ df: 11, ...calls }, 0.95),
      }
    : { n: 0, mean: null, sd: null, se: null, df: 0, interval: null };
  return {
    ...BASE,
    success: {
      ...BASE.success,
      interval: success?.interval ?? null,
      nonInferiority: success?.bound ?? null,
      equivalent: success?.equivalent ?? false,
      estimate: {
        ...BASE.success.estimate,
        mean: success?.interval ? (success.interval.low + success.interval.high) / 2 : null,
      },
    },
    calls: {
      ...BASE.calls,
      estimate,
      percent: estimate.mean === null ? null : percentChange(estimate.mean),
      percentInterval: estimate.interval && percentInterval(estimate.interval),
      equivalence: equivalenceTest(estimate, { low: Math.log(0.9), high: Math.log(1.1) }),
    },
    harm: {
      ...BASE.harm,
      added: harm ? { count: 0, rate: harm.rate, low: 0, high: harm.high } : null,
      difference: harm && { value: harm.rate, interval: harm.worse ? at(0.1, 0.4) : at(-0.1, 0.2) },
      mcNemar: { onlyFirst: 0, onlySecond: 0, p: harm?.worse ? 0.01 : 1 },
    },
  };
}

/** The rule of docs/statistics.md, said once more and from the outside. */
function declared(s: string, c: string, h: string): VerdictCode {
  if (s.startsWith('lower') || c === 'far more' || h === 'worse') return 'hurts';
  const succeeds = s === 'higher' || s === 'alike';
  if (succeeds && c === 'far fewer' && h === 'bounded') return 'helps';
  const isAlike = s === 'alike' && ['a little fewer', 'same', 'a little more'].includes(c);
  return isAlike && h !== 'open and seen often' ? 'no_difference' : 'cannot_tell';
}

const COMBINATIONS = Object.keys(SUCCESS).flatMap((s) =>
  Object.keys(CALLS).flatMap((c) => Object.keys(HARM).map((h) => ({ s, c, h }))),
);

describe('the declared rule', () => {
  it('gives each of the 210 combinations of success, calls and harm its verdict', () => {
    expect(COMBINATIONS).toHaveLength(210);
    for (const { s, c, h } of COMBINATIONS)
      expect({ s, c, h, code: decideVerdict(combined(s, c, h), rules).code }).toEqual({
        s,
        c,
        h,
        code: declared(s, c, h),
      });
  });

  it('never answers below a floor, whatever else is there', () => {
    for (const { s, c, h } of COMBINATIONS) {
      const effects = combined(s, c, h);
      const few = { ...effects, success: { ...effects.success, scenarios: rules.floors.units - 1 } };
      expect(decideVerdict(few, rules).code).toBe('cannot_tell');
    }
  });

  it('says in its sentence what the figures say', () => {
    const sentences = COMBINATIONS.map(({ s, c, h }) => {
      const { code, sentence, gates } = decideVerdict(combined(s, c, h), rules);
      return { s, c, h, code, sentence, gates };
    });
    const isTrue = ({ code, sentence, h, gates }: (typeof sentences)[number]): boolean => {
      const says = (text: string) => sentence.includes(text);
      const worse = [says('more harm, +25 points'), says('success is lower, -'), says('more calls, +49 %')];
      return {
        helps: says('33 % fewer calls') && says('-40 % to -25 %'),
        hurts: worse.filter(Boolean).length === 1,
        no_difference: says('that it adds no harm is not shown') === (h !== 'bounded'),
        cannot_tell:
          says('Too early to say') &&
          gates.every(({ id, state }) => LACKS[id].test(sentence) === (state !== 'pass')),
      }[code];
    };
    expect(sentences.filter((each) => !isTrue(each))).toEqual([]);
  });
});

/** What the sentence says of a gate that is not passed, and only then. */
const LACKS = {
  success: /success (?:may be up to|was not compared)/,
  calls: /calls were not compared|saves (?:no|less)|may be chance|does not count/,
  harm: /harm (?:in up to|was not measured)/,
};

describe('on simulated experiments of every kind', () => {
  const verdicts = Array.from({ length: 400 }, (_, index) => {
    const spread = (values: readonly number[], step: number) =>
      values[Math.floor(index / step) % values.length] ?? 0;
    const effects = effectsOf(
      simulateExperiment(
        {
          ...NULL_WORLD,
          benefitScenarios: spread([5, 6, 12, 24], 1),
          harmScenarios: spread([0, 4, 8], 2),
          repeats: spread([1, 2, 5], 3),
          effect: spread([-0.6, -0.3, 0, 0.3], 5),
          control: spread([0, 0.6, 1], 7),
          treated: spread([0, 0.6, 0.9, 1], 4),
          harmControl: 0,
          harmTreated: spread([0, 0, 0.3], 11),
          sharedLuck: spread([0, 1], 13),
        },
        `kind ${index}`,
      ),
    );
    return { effects, verdict: decideVerdict(effects, rules) };
  });
  const of = (code: VerdictCode) => verdicts.filter(({ verdict }) => verdict.code === code);

  it('HELPS implies every gate: a bound on harm, success not below the margin, calls beyond chance and worth having', () => {
    expect(of('helps').length).toBeGreaterThan(3);
    for (const { effects } of of('helps')) {
      expect(effects.harm.added?.high).toBeLessThanOrEqual(rules.harm.most);
      expect(effects.success.nonInferiority?.low).toBeGreaterThan(-rules.success.margin);
      expect(effects.calls.estimate.interval?.high).toBeLessThan(0);
      expect(effects.calls.percent).toBeLessThanOrEqual(-100 * rules.calls.leastReduction);
    }
  });

  it('HURTS implies an interval on the wrong side, and without one it is never said', () => {
    expect(of('hurts').length).toBeGreaterThan(3);
    const enough = verdicts.filter(({ verdict }) => verdict.shortfalls.length === 0);
    const isWorse = ({ success, calls, harm }: ContrastEffects) =>
      (success.interval?.high ?? 0) < 0 ||
      ((calls.estimate.interval?.low ?? 0) > 0 && (calls.percent ?? 0) >= 100 / 9) ||
      ((harm.difference?.interval.low ?? 0) > 0 && harm.mcNemar.p <= 0.05);
    expect(enough.map(({ verdict }) => verdict.code === 'hurts')).toEqual(
      enough.map(({ effects }) => isWorse(effects)),
    );
    const few = verdicts.filter(({ verdict }) => verdict.shortfalls.length > 0);
    expect(few.length).toBeGreaterThan(3);
    expect(new Set(few.map(({ verdict }) => verdict.code))).toEqual(new Set(['cannot_tell']));
  });

  it('every interval holds its estimate and stays where rates can be', () => {
    const intervals = verdicts.flatMap(({ effects: { success, calls } }) => [
      { value: success.estimate.mean, interval: success.interval, least: -1, most: 1 },
      { value: calls.percent, interval: calls.percentInterval, least: -100, most: Infinity },
    ]);
    const wrong = intervals.filter(
      ({ value, interval, least, most }) =>
        interval !== null &&
        value !== null &&
        !(least <= interval.low && interval.low <= value && value <= interval.high && interval.high <= most),
    );
    expect(wrong).toEqual([]);
  });
});
