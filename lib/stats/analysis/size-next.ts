import { boundPower } from '../bound-power.ts';
import { chiSquareQuantile } from '../chi-square-quantile.ts';
import { nonInferiorityPower } from '../non-inferiority-power.ts';
import { trialsForBound } from '../rule-of-three.ts';
import { smallestSize } from '../smallest-size.ts';
import { oneSidedTPower, twoSidedTPower } from '../t-power.ts';
import { TARGET_POWER } from '../target-power.ts';
import { wilsonInterval } from '../wilson-interval.ts';
import type { AnalysisRules } from './analysis-rules.ts';
import type { Verdict } from './decide-verdict.ts';
import type { Gate } from './judge-gates.ts';
import type { ContrastEffects } from './measure-contrast.ts';
import type { PairedUnit, UnitKind } from './paired-units.ts';
import { sizeOf, spreadOf, type Size, type Spread } from './spread-at-size.ts';

/** What an experiment can have more of. */
export type SizeBy = keyof Size;

/** Enough of one of them, the others left as they were. */
export interface NextWay {
  by: SizeBy;
  now: number;
  /** null: not even a hundred times as many would do. */
  need: number | null;
  /** `need` at the two ends of what the spread may be; null as above. */
  range: { low: number | null; high: number | null };
}

/** Why no number of runs would do. */
export type Blocked = 'too_few' | 'harm_not_measured' | 'harm_too_often' | 'outside_margin';

export interface NextSize {
  /** The verdict that it is planned for: without a gate that is shown not to hold HELPS, else NO DIFFERENCE. */
  route: 'helps' | 'no_difference';
  /** What was not shown, with the chance that an experiment of the same size shows it. */
  lacks: { id: Gate['id']; chanceNow: number }[];
  /** At least this chance of all of them together in an experiment of the same size; 0 below a floor. */
  chanceNow: number;
  ways: NextWay[];
  blocked: Blocked[];
  /** See `Spread`. */
  betweenShare: number | null;
  /** Pairs without any harm that the bound on harm takes at the least. */
  harmPairs: number;
}

const WAYS: Record<UnitKind, readonly SizeBy[]> = {
  pair: ['seeds'],
  scenario: ['seeds', 'scenarios'],
  scenario_and_distillation: ['scenarios', 'learnings'],
};
const MOST_TIMES = 100;

/** What is taken for true: as seen, or the spread and the rates at the kind or the unkind end of their intervals. */
type Case = 'seen' | 'kind' | 'unkind';

interface Lack {
  id: Gate['id'];
  chanceAt: (size: Size) => number;
}

/**
 * How large another experiment has to be to show what this one could not, at `TARGET_POWER`: a planning figure for a new experiment, never
 * a reason to prolong this one. The effects are those of the plan (a saving as small as it asks for, success that is the same), not the one
 * seen, which is the least sure figure of all (Hoenig and Heisey 2001); only spread and rates are as seen. Towards NO DIFFERENCE the
 * change of calls is as seen. null unless the verdict is CAN'T TELL YET and there are pairs.
 */
export function sizeNext(
  effects: ContrastEffects,
  { code, gates, shortfalls }: Pick<Verdict, 'code' | 'gates' | 'shortfalls'>,
  rules: AnalysisRules,
): NextSize | null {
  const { success, calls, unit } = effects;
  if (code !== 'cannot_tell' || success.units.length === 0 || calls.units.length === 0) return null;
  const now = sizeOf(success.units);
  const route = routeOf(effects, gates, rules);
  const isTooFew = shortfalls.length > 0 || spreadOf(calls.units, unit, rules.level) === null;
  const blocked: Blocked[] = isTooFew ? ['too_few'] : blockedOf(effects, gates, route, rules);
  const lacksIn = (which: Case): Lack[] => lacksOf(effects, { gates, route, rules, now, blocked, which });
  const chance = (lacks: readonly Lack[], size: Size) =>
    reachesFloors(size, unit, rules)
      ? 1 - lacks.reduce((miss, { chanceAt }) => miss + 1 - chanceAt(size), 0)
      : 0;
  const cases = { seen: lacksIn('seen'), kind: lacksIn('kind'), unkind: lacksIn('unkind') };
  const need = (by: SizeBy, which: Case) =>
    smallestSize((value) => chance(cases[which], { ...now, [by]: value }), {
      from: now[by],
      to: now[by] * MOST_TIMES,
      target: TARGET_POWER,
    });
  const isOpen = !blocked.some((why) => why !== 'harm_not_measured');
  return {
    route,
    lacks: cases.seen.map(({ id, chanceAt }) => ({ id, chanceNow: clamped(chanceAt(now)) })),
    chanceNow: clamped(chance(cases.seen, now)),
    ways: isOpen
      ? WAYS[unit].map((by) => ({
          by,
          now: now[by],
          need: need(by, 'seen'),
          range: { low: need(by, 'kind'), high: need(by, 'unkind') },
        }))
      : [],
    blocked,
    betweenShare: spreadOf(calls.units, unit, rules.level)?.betweenShare ?? null,
    harmPairs: trialsForBound(rules.harm.most, 1 - rules.harm.alpha),
  };
}

/** Sums of chances to miss may say less than nothing. */
const clamped = (chance: number): number => Math.max(0, Math.min(1, chance));

/** A change of calls that is shown to be smaller than asked leaves NO DIFFERENCE as the only way to an answer. */
function routeOf(
  { calls: { estimate } }: ContrastEffects,
  gates: readonly Gate[],
  rules: AnalysisRules,
): NextSize['route'] {
  const { mean, interval } = estimate;
  const least = Math.log1p(-rules.calls.leastReduction);
  const isSmall = mean !== null && interval !== null && interval.high < 0 && mean > least;
  return isSmall || gates.some(({ state }) => state === 'fail') ? 'no_difference' : 'helps';
}

function blockedOf(
  { calls, harm }: ContrastEffects,
  gates: readonly Gate[],
  route: NextSize['route'],
  rules: AnalysisRules,
): Blocked[] {
  const isOpen = (id: Gate['id']) => gates.some((gate) => gate.id === id && gate.state !== 'pass');
  const margins = callsMargins(rules);
  const { mean } = calls.estimate;
  const isOutside = mean === null || mean <= margins.low || mean >= margins.high;
  const rate = harm.added?.rate ?? 0;
  return [
    ...(route === 'helps' && isOpen('harm') && harm.added === null ? (['harm_not_measured'] as const) : []),
    ...(harm.added !== null && rate >= rules.harm.most && isOpen('harm')
      ? (['harm_too_often'] as const)
      : []),
    ...(route === 'no_difference' && isOutside ? (['outside_margin'] as const) : []),
  ];
}

const callsMargins = ({ equivalence: { calls } }: AnalysisRules) => ({
  low: Math.log1p(-calls),
  high: Math.log1p(calls),
});

function reachesFloors(
  { scenarios, seeds, learnings }: Size,
  unit: UnitKind,
  { floors }: AnalysisRules,
): boolean {
  return (
    scenarios * seeds * learnings >= floors.pairs &&
    (unit === 'pair' || scenarios >= floors.units) &&
    (unit !== 'scenario_and_distillation' || learnings >= floors.distillations)
  );
}

interface LackInput {
  gates: readonly Gate[];
  route: NextSize['route'];
  rules: AnalysisRules;
  now: Size;
  blocked: readonly Blocked[];
  which: Case;
}

function lacksOf(
  { success, calls, harm, unit }: ContrastEffects,
  { gates, route, rules, now, blocked, which }: LackInput,
): Lack[] {
  const { level, equivalence } = rules;
  const isOpen = (id: Gate['id']) => gates.some((gate) => gate.id === id && gate.state !== 'pass');
  const spread = widened(spreadOf(calls.units, unit, level), which, level);
  const successSpread = widened(spreadOf(success.units, unit, level), which, level);
  const { mean } = calls.estimate;
  if (!spread || !successSpread || mean === null) return [];
  const discordant = rateIn(which, success.table.onlyFirst + success.table.onlySecond, success.pairs, level);
  const blocks = new Set(controlsOf(success.units)).size;
  const growth = (size: Size) => (size.scenarios * size.seeds) / (now.scenarios * now.seeds);
  const notLower = (margin: number, alpha: number) => (size: Size) => {
    const score = nonInferiorityPower(
      {
        pairs: Math.round(blocks * growth(size)),
        onlyFirst: discordant / 2,
        onlySecond: discordant / 2,
        margin,
      },
      alpha,
    );
    // The interval is the wider of the two, so either may miss.
    return unit === 'pair'
      ? score
      : score + oneSidedTPower({ effect: margin, ...successSpread.at(size) }, alpha) - 1;
  };
  if (route === 'no_difference') {
    const margins = callsMargins(rules);
    const within = (size: Size) =>
      oneSidedTPower({ effect: mean - margins.low, ...spread.at(size) }, equivalence.alpha) +
      oneSidedTPower({ effect: margins.high - mean, ...spread.at(size) }, equivalence.alpha) -
      1;
    const alike = notLower(equivalence.success, equivalence.alpha);
    return [
      ...(calls.equivalence.equivalent ? [] : [{ id: 'calls' as const, chanceAt: within }]),
      ...(success.equivalent
        ? []
        : [{ id: 'success' as const, chanceAt: (size: Size) => 2 * alike(size) - 1 }]),
    ];
  }
  const least = -Math.log1p(-rules.calls.leastReduction);
  const { most, alpha } = rules.harm;
  const harmRate = rateIn(which, harm.added?.count ?? 0, harm.pairs, level);
  const all: Lack[] = [
    { id: 'success', chanceAt: notLower(rules.success.margin, rules.success.alpha) },
    { id: 'calls', chanceAt: (size) => twoSidedTPower({ effect: least, ...spread.at(size) }, 1 - level) },
    {
      id: 'harm',
      chanceAt: (size) =>
        boundPower({ trials: Math.round(harm.blocks * growth(size)), rate: harmRate, most }, alpha),
    },
  ];
  return all.filter(({ id }) => isOpen(id) && !(id === 'harm' && blocked.includes('harm_not_measured')));
}

const controlsOf = (units: readonly PairedUnit[]): string[] =>
  units.flatMap(({ pairs }) => pairs.map(({ controlId }) => controlId));

/** Seen, or an end of Wilson's interval. */
function rateIn(which: Case, events: number, trials: number, level: number): number {
  if (which === 'seen') return trials === 0 ? 0 : events / trials;
  const { low, high } = wilsonInterval(events, trials, level);
  return which === 'kind' ? low : high;
}

/** A standard deviation from so many units lies between s √(df / χ²) at the two ends. */
function widened(spread: Spread | null, which: Case, level: number): Spread | null {
  if (spread === null || which === 'seen' || spread.df < 1) return spread;
  const tail = (1 - level) / 2;
  const factor = Math.sqrt(spread.df / chiSquareQuantile(which === 'kind' ? 1 - tail : tail, spread.df));
  return {
    ...spread,
    at: (size) => {
      const { se, df } = spread.at(size);
      return { se: se * factor, df };
    },
  };
}
