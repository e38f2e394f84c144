import type { AnalysisRules } from './analysis-rules.ts';
import {
  callsAreWorse,
  callsGate,
  harmGate,
  harmIsWorse,
  pointsLower,
  successGate,
  successIsWorse,
  type Gate,
} from './judge-gates.ts';
import type { ContrastEffects } from './measure-contrast.ts';
import { SAY_LACK } from './say-lack.ts';
import { armName, capital, counted, intervalWords, points, sharePercent, signedPercent } from './words.ts';

export const VERDICTS = ['helps', 'hurts', 'no_difference', 'cannot_tell'] as const;
export type VerdictCode = (typeof VERDICTS)[number];
export const VERDICT_TITLES: Record<VerdictCode, string> = {
  helps: 'HELPS',
  hurts: 'HURTS',
  no_difference: 'NO DIFFERENCE',
  cannot_tell: "CAN'T TELL YET",
};

export interface Verdict {
  code: VerdictCode;
  /** For a reader without statistics. */
  sentence: string;
  /** Why this one, most important first. */
  reasons: string[];
  gates: Gate[];
  /** Floors that the data do not reach; with any there is no verdict but `cannot_tell`. */
  shortfalls: string[];
}

function shortfallsOf({ unit, success }: ContrastEffects, { floors }: AnalysisRules): string[] {
  const short = (have: number, need: number, noun: string) =>
    have < need ? [`${counted(have, noun)} with both arms, at least ${need} are needed`] : [];
  return [
    ...short(success.pairs, floors.pairs, 'pair'),
    ...(unit === 'pair' ? [] : short(success.scenarios, floors.units, 'scenario')),
    ...(unit === 'scenario_and_distillation'
      ? short(success.distillations, floors.distillations, 'independent distillation')
      : []),
  ];
}

function harms(effects: ContrastEffects, rules: AnalysisRules, over: string): string[] {
  const { success, calls, harm } = effects;
  const worse: string[] = [];
  if (harmIsWorse(harm, rules) && harm.difference)
    worse.push(
      `it does more harm, ${points(harm.difference.value)} (${intervalWords(harm.difference.interval, points)}), over ${counted(harm.scenarios, 'scenario')} with nothing to gain`,
    );
  if (successIsWorse(success) && success.interval)
    worse.push(
      `verified success is lower, ${points(success.estimate.mean ?? 0)} (${intervalWords(success.interval, points)}), over ${over}`,
    );
  if (rules.costlierHurts && callsAreWorse(calls, rules) && calls.percentInterval)
    worse.push(
      `it costs more calls, ${signedPercent(calls.percent ?? 0)} (${intervalWords(calls.percentInterval, signedPercent)}), over ${over}`,
    );
  return worse;
}

/** "11 % fewer calls than no skill" */
function changeOf(percent: number, control: string, least: number = 0): string {
  if (signedPercent(percent) === '0 %') return `as many calls as ${armName(control)}`;
  const share = sharePercent(Math.abs(percent) / 100, least);
  return `${share} ${percent < 0 ? 'fewer' : 'more'} calls than ${armName(control)}`;
}

/**
 * The pre-declared rule. HURTS: success or harm on the wrong side beyond chance, or calls if the rules say so. HELPS: all three gates.
 * NO DIFFERENCE: calls and success inside the margins by two one-sided tests, and added harm as seen is within bounds. Everything else, and
 * everything under a floor: CAN'T TELL YET. Takes the effects as given: no data are looked at beyond them.
 */
export function decideVerdict(effects: ContrastEffects, rules: AnalysisRules): Verdict {
  const { success, calls, harm, contrast, unit } = effects;
  const harmed = harmGate(harm, rules, contrast.treated);
  const gates = [successGate(success, rules), callsGate(calls, rules), harmed];
  const shortfalls = shortfallsOf(effects, rules);
  const skill = armName(contrast.treated);
  const over = unit === 'pair' ? counted(success.pairs, 'pair') : counted(success.scenarios, 'scenario');
  const verdict = (code: VerdictCode, sentence: string, reasons: string[]): Verdict => ({
    code,
    sentence: capital(sentence),
    reasons,
    gates,
    shortfalls,
  });
  if (shortfalls.length > 0)
    return verdict('cannot_tell', `too little data: ${shortfalls[0]}.`, shortfalls.map(capital));

  const worse = harms(effects, rules, over);
  if (worse.length > 0) return verdict('hurts', `${skill} hurts: ${worse[0]}.`, worse.map(capital));

  const interval = calls.percentInterval;
  if (gates.every(({ state }) => state === 'pass') && interval)
    return verdict(
      'helps',
      `${skill} helps: ${changeOf(calls.percent ?? 0, contrast.control)} over ${over} (${intervalWords(interval, signedPercent)}), success at most ${pointsLower(rules.success.margin)} lower and added harm at most ${sharePercent(rules.harm.most)}.`,
      gates.map(({ says }) => says),
    );

  const harmHeld = harm.added === null || harm.added.rate <= rules.harm.most;
  if (calls.equivalence.equivalent && success.equivalent && harmHeld)
    return verdict(
      'no_difference',
      `${skill} makes no difference that matters over ${over}: calls stay within ±${sharePercent(rules.equivalence.calls)} and success within ±${pointsLower(rules.equivalence.success)}${harmed.state === 'pass' ? '' : '; that it adds no harm is not shown'}.`,
      gates.map(({ says }) => says),
    );

  const missing = gates.filter(({ state }) => state !== 'pass');
  const seen = interval
    ? `${changeOf(calls.percent ?? 0, contrast.control, rules.calls.leastReduction)} over ${over} (${intervalWords(interval, signedPercent)}), but `
    : '';
  const lacking = missing.map(({ id }) => SAY_LACK[id](effects, rules)).join(', and ');
  return verdict(
    'cannot_tell',
    `too early to say whether ${skill} helps: ${seen}${lacking}.`,
    missing.map(({ says }) => says),
  );
}
