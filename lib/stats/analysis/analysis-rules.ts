import type { ScenarioClass } from './run-row.ts';

export const CLAIMS = ['incident', 'family', 'across-families', 'pipeline', 'models'] as const;
/** What is claimed to be helped: this incident, incidents like it, other families, learning as such, or several models. */
export type Claim = (typeof CLAIMS)[number];

export const RATIO_OUTCOMES = [
  'calls',
  'devopsCalls',
  'tokens',
  'cost',
  'ticksToMitigate',
  'errorBudget',
] as const;
export type RatioOutcome = (typeof RATIO_OUTCOMES)[number];

/** Two arms that are compared, treated − control. */
export interface Contrast {
  treated: string;
  control: string;
  /** What the difference means, in a few words. */
  says: string;
}

/** Everything that decides the verdict. Declared and hashed before the first run; the analysis reads nothing else. */
export interface AnalysisRules {
  claim: Claim;
  /** The first is the headline, on which the verdict is made. */
  contrasts: readonly Contrast[];
  /** Coverage of the intervals shown and of gate 2, 0…1. */
  level: number;
  /** Scenario classes on which the skill should help, and those on which it may do harm. */
  benefitClasses: readonly ScenarioClass[];
  harmClasses: readonly ScenarioClass[];
  /** What a run that was not verified counts as in the primary analysis: a skill that gives up early must not look quick. */
  callsOfFailure: number;
  /** Gate 1: success at most `margin` (a rate) lower, at one-sided `alpha`. */
  success: { margin: number; alpha: number };
  /** Gate 2: the interval of the change of calls excludes 0 and the estimate is at least this reduction (a share). */
  calls: { leastReduction: number };
  /** Gate 3: pairs in which only the treated run did harm, at most this rate, at one-sided `alpha`. */
  harm: { most: number; alpha: number };
  /** No difference: calls within ± `calls` (a share) and success within ± `success` (a rate), each by two one-sided tests. */
  equivalence: { calls: number; success: number; alpha: number };
  /** Also HURTS when the calls' interval excludes 0 upwards and the increase is at least `calls.leastReduction`. */
  costlierHurts: boolean;
  /** Below them there is no verdict. Five units can never reach .05, so six is the least. */
  floors: { pairs: number; units: number; distillations: number };
  /** Below this many units the verdict carries a warning. */
  advisedUnits: number;
  /** Baseline success outside these rates leaves no room to help or to show it. */
  headroom: { low: number; high: number };
  passAt: readonly number[];
  /** Tested with Holm's correction over the set. */
  secondary: readonly RatioOutcome[];
  seed: string;
  signFlipDraws: number;
  bootstrapResamples: number;
}

const BENEFIT: Record<Claim, readonly ScenarioClass[]> = {
  // Alone in being about the very incident that was learned from; said in the verdict's warnings.
  incident: ['learning', 'near', 'far'],
  // What lies far within the family is of the family: another key, unit or system, the same cause.
  family: ['near', 'far'],
  'across-families': ['near', 'far'],
  pipeline: ['near', 'far'],
  models: ['near', 'far'],
};

/** The lab's declared defaults for a claim; a plan may change any of them before it is frozen. */
export function defaultRules(claim: Claim): AnalysisRules {
  return {
    claim,
    contrasts: [
      { treated: 'learned', control: 'none', says: 'total effect' },
      { treated: 'learned', control: 'placebo', says: 'effect of the content' },
      { treated: 'placebo', control: 'none', says: 'cost of any skill at all' },
    ],
    level: 0.95,
    benefitClasses: BENEFIT[claim],
    harmClasses: ['negative', 'noop', 'unrelated'],
    callsOfFailure: 40,
    success: { margin: 0.05, alpha: 0.05 },
    calls: { leastReduction: 0.1 },
    harm: { most: 0.1, alpha: 0.05 },
    equivalence: { calls: 0.1, success: 0.1, alpha: 0.05 },
    costlierHurts: true,
    floors: { pairs: 6, units: 6, distillations: 5 },
    advisedUnits: 12,
    headroom: { low: 0.3, high: 0.8 },
    passAt: [1, 3, 5],
    secondary: ['tokens', 'cost', 'ticksToMitigate', 'errorBudget'],
    seed: 'auto-learn-lab',
    signFlipDraws: 10_000,
    bootstrapResamples: 10_000,
  };
}
