import { TARGET_POWER } from '../target-power.ts';
import type { AnalysisRules } from './analysis-rules.ts';
import { pointsLower, type Gate } from './judge-gates.ts';
import type { ContrastEffects } from './measure-contrast.ts';
import type { NextSize, NextWay, SizeBy } from './size-next.ts';
import { capital, counted, sharePercent, signedPercent } from './words.ts';

/** The most of each that one plan may have, and how many scenarios for it there are at all (null: not known here). */
export type NextLimits = Record<SizeBy, number> & { bank: number | null };

export interface Next {
  next: NextSize;
  effects: ContrastEffects;
  rules: AnalysisRules;
}

/** More than so many times the present size is no plan. */
const MOST_TIMES = 10;
const GROUPED = new Intl.NumberFormat('en-US');
const number = (count: number): string => GROUPED.format(count);
/** A figure that rests on an estimated spread has no third digit. */
const about = (count: number): string => number(count < 100 ? count : Number(count.toPrecision(2)));
const listed = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1) ?? ''}`;

const NOUNS: Record<SizeBy, string> = {
  seeds: 'seed',
  scenarios: 'scenario',
  learnings: 'independent learning',
};
const UNITS: Record<ContrastEffects['unit'], string> = {
  pair: 'pairs',
  scenario: 'scenarios',
  scenario_and_distillation: 'of each',
};

/** How large a new experiment would have to be, for whoever plans one: a sentence or two. */
export function sayNext(input: Next, limits: NextLimits): string {
  const { next, effects } = input;
  const hard = blockedWords(input);
  if (hard) return hard;
  const besides = next.blocked.includes('harm_not_measured')
    ? [
        `Gate 3 takes at least ${number(next.harmPairs)} pairs without any harm on incidents with nothing to gain (negative twins, no-ops, unrelated ones); this experiment had none.`,
      ]
    : [];
  const what = goals(input);
  if (what === '') return besides.join(' ');
  const chance = `would do in at least ${sharePercent(TARGET_POWER)} of such experiments, if the spread stays as seen`;
  if (next.chanceNow >= TARGET_POWER)
    return [
      `One of the same size ${chance}: ${what}. What was lacking here is luck or the effect, not runs.`,
      ...besides,
    ].join(' ');
  const sensible = next.ways.flatMap(({ need, ...way }) =>
    need !== null && need <= way.now * MOST_TIMES && need <= limits[way.by] ? [{ ...way, need }] : [],
  );
  if (sensible.length === 0) return [noneWords(input, limits, what), ...besides].join(' ');
  const ways = listed(
    sensible.map((way) => wayWords(way, effects)),
    ', or ',
  );
  const seedsDo = effects.unit !== 'scenario' || sensible.some(({ by }) => by === 'seeds');
  return [
    ...(seedsDo ? [] : [seedsCannot(next)]),
    `${capital(ways)} ${chance}: ${what}.`,
    ...toWrite(
      sensible.find(({ by }) => by === 'scenarios'),
      limits,
    ),
    ...(isShort(input) ? [`If calls change as seen (${seenText(input)}), no size comes to HELPS.`] : []),
    ...besides,
  ].join(' ');
}

/** The figure by itself: "92 seeds instead of 52". */
export const nextFigure = ({ ways }: NextSize): string =>
  ways
    .map(({ by, now, need }) =>
      need === null ? `no number of ${NOUNS[by]}s` : `${about(need)} ${NOUNS[by]}s instead of ${number(now)}`,
    )
    .join(', or ');

/** What the figure assumes and how sure it is, a sentence each. */
export function explainNext(input: Next): string[] {
  const { next, effects, rules } = input;
  const { route, lacks, betweenShare, ways } = next;
  if (blockedWords(input)) return [NEW_ONE];
  const least = sharePercent(rules.calls.leastReduction);
  const truth =
    route === 'helps'
      ? `Taken for true: a saving of ${least} (the least that the plan asks for), the same success in both arms; and the spread, the share of pairs that differ and the harm as they were seen here. Not the effect seen, the least sure figure of all.`
      : `A saving of ${least} is not to be expected any more, so this is planned for NO DIFFERENCE. Taken for true: calls change as seen, success is the same, and the spread is as it was seen here.`;
  const chances = lacks.map(({ id, chanceNow }) => `${id} ${sharePercent(chanceNow)}`);
  const known = counted(effects.calls.estimate.n, effects.unit === 'pair' ? 'pair' : 'unit');
  return [
    NEW_ONE,
    truth,
    ...(chances.length > 0
      ? [`Chance of showing it in an experiment of the same size, at least: ${chances.join(', ')}.`]
      : []),
    `Target: all of it in at least ${sharePercent(TARGET_POWER)} of experiments, as in the builder. Chances of missing are added up, so the true chance is a little higher; what was shown here is taken to be shown again.`,
    ...(isShort(input)
      ? [
          `Calls change by ${seenText(input)} as seen. If that is the truth, a larger experiment shows that much and no more: HELPS asks for ${least}, and NO DIFFERENCE for an interval within ±${sharePercent(rules.equivalence.calls)}.`,
        ]
      : []),
    ...(betweenShare === null
      ? []
      : [
          `${sharePercent(betweenShare)} of the variance of scenario means is between scenarios (analysis of variance), which more seeds of the same ones leave as it is.`,
        ]),
    ...ways.map((way) => rangeWords(way, known, rules)),
  ];
}

const NEW_ONE =
  'For a new experiment with seeds or scenarios of its own. Adding runs to this one until it says something would make false verdicts more frequent.';

/** What is to be shown. */
function goals({ next: { route, lacks }, rules }: Next): string {
  const { success, calls, harm, equivalence } = rules;
  const words: Record<NextSize['route'], Record<Gate['id'], string>> = {
    helps: {
      success: `show that success is at most ${pointsLower(success.margin)} lower if it is the same`,
      calls: `tell a saving of ${sharePercent(calls.leastReduction)} of the calls from none`,
      harm: `bound added harm at ${sharePercent(harm.most)} if it stays as rare as seen`,
    },
    no_difference: {
      success: `show that success stays within ±${pointsLower(equivalence.success)} if it is the same`,
      calls: `show that calls stay within ±${sharePercent(equivalence.calls)} if they change as seen`,
      harm: '',
    },
  };
  return listed(
    lacks.map(({ id }) => `to ${words[route][id]}`),
    ', and ',
  );
}

/** "about 18 more scenarios (31 instead of 13)" */
function wayWords(
  { by, now, need }: Pick<NextWay, 'by' | 'now'> & { need: number },
  { unit }: ContrastEffects,
): string {
  const per = by === 'seeds' && unit !== 'pair' ? ' per scenario' : '';
  return `about ${counted(need - now, `more ${NOUNS[by]}`)}${per} (${number(need)} instead of ${number(now)})`;
}

const seedsCannot = ({ betweenShare }: NextSize): string =>
  betweenShare !== null && betweenShare >= 0.5
    ? `More seeds would not do: ${sharePercent(betweenShare)} of the spread is between scenarios.`
    : 'More seeds alone would not do.';

const toWrite = (scenarios: { need: number } | undefined, { bank }: NextLimits): string[] =>
  scenarios && bank !== null && bank < scenarios.need
    ? [
        `The lab has ${number(bank)} that this claim can use, so ${number(scenarios.need - bank)} would have to be written.`,
      ]
    : [];

/** Nothing that a plan may ask for would be enough. */
function noneWords({ next, effects, rules }: Next, limits: NextLimits, what: string): string {
  const [nearest] = next.ways
    .flatMap(({ need, ...way }) => (need === null ? [] : [{ ...way, need, times: need / way.now }]))
    .toSorted((a, b) => a.times - b.times);
  if (!nearest && next.route === 'no_difference')
    return `No number of runs would do: as seen, calls change by ${signedPercent(effects.calls.percent ?? 0)}, too near to ±${sharePercent(rules.equivalence.calls)} to show that they stay within it. Neither HELPS nor NO DIFFERENCE is to be expected at any size.`;
  if (!nearest) return `No number of runs would do ${what}, if the spread stays as seen.`;
  const { by, need, times } = nearest;
  const why =
    times > MOST_TIMES
      ? `${about(Math.round(times))} times as many, which is out of reach`
      : `more than the ${number(limits[by])} that one plan may have`;
  return `It would take about ${about(need)} ${NOUNS[by]}s instead of ${number(nearest.now)} ${what}: ${why}, if the spread stays as seen.`;
}

function blockedWords({ next: { blocked }, effects: { calls, harm, unit }, rules }: Next): string | null {
  const { floors, advisedUnits, equivalence } = rules;
  if (blocked.includes('too_few')) {
    const least = {
      pair: `${floors.pairs} pairs`,
      scenario: `${floors.units} scenarios`,
      scenario_and_distillation: `${floors.units} scenarios and ${floors.distillations} independent learnings`,
    }[unit];
    return `So few runs show too little of the spread to plan from: ${least} are the least for this claim, ${advisedUnits} ${UNITS[unit]} or more are advised.`;
  }
  if (blocked.includes('harm_too_often'))
    return `No number of runs would do if harm stays as seen: it was added in ${sharePercent(harm.added?.rate ?? 0, rules.harm.most)} of pairs, where ${sharePercent(rules.harm.most)} is allowed.`;
  if (blocked.includes('outside_margin'))
    return `No number of runs would do if calls change as seen (${signedPercent(calls.percent ?? 0, 100 * equivalence.calls)}): that is neither ${sharePercent(rules.calls.leastReduction)} fewer nor within ±${sharePercent(equivalence.calls)}.`;
  return null;
}

/** As seen, calls fall by less than the plan asks for. */
const isShort = ({ next: { route }, effects: { calls }, rules }: Next): boolean =>
  route === 'helps' && calls.percent !== null && calls.percent > -100 * rules.calls.leastReduction;

const seenText = ({ effects: { calls }, rules }: Next): string =>
  signedPercent(calls.percent ?? 0, -100 * rules.calls.leastReduction);

function rangeWords({ by, now, need, range }: NextWay, known: string, { level }: AnalysisRules): string {
  const size = (value: number | null) => (value === null ? 'over a hundred times as many' : about(value));
  const noun = capital(`${NOUNS[by]}s`);
  if (need === null && range.low === null)
    return `${noun}: not even a hundred times the ${number(now)} would do.`;
  return `${noun}: ${size(need)} instead of ${number(now)}; from ${size(range.low)} to ${size(range.high)} at the ends of what spread and rates may be (${sharePercent(level)} each), known from ${known} alone.`;
}
