import type { ModelsAnalysis } from '../analyse-models.ts';
import type { Interval } from '../interval.ts';
import type { VerdictCode } from './decide-verdict.ts';

/** One model in the table that comes first where several are claimed about: its verdict, effect, success per arm, harm. */
export interface ModelLine {
  model: string;
  verdict: VerdictCode;
  pairs: number;
  /** Change of calls, percent. */
  calls: { percent: number | null; interval: Interval | null };
  /** Difference of verified success, a rate. */
  success: { mean: number | null; interval: Interval | null };
  /** Verified runs where the skill should help, arm by arm. */
  arms: { arm: string; verified: number; runs: number; rate: number | null; interval: Interval }[];
  /** Pairs in which only the treated run did harm; null where it was not measured. */
  harm: { count: number; pairs: number; high: number } | null;
  falseVerdicts: number | null;
}

/** In the order of the analysis, which is that of the plan. */
export const compareModels = ({ models }: ModelsAnalysis): ModelLine[] =>
  models.map(({ model, analysis, falseVerdicts }) => {
    const [headline] = analysis.contrasts;
    const added = headline?.harm.added;
    return {
      model,
      verdict: analysis.verdict.code,
      pairs: headline?.success.pairs ?? 0,
      calls: { percent: headline?.calls.percent ?? null, interval: headline?.calls.percentInterval ?? null },
      success: {
        mean: headline?.success.estimate.mean ?? null,
        interval: headline?.success.interval ?? null,
      },
      arms: analysis.arms
        .filter(({ on }) => on === 'benefit')
        .map(({ arm, verified, runs, success }) => ({
          arm,
          verified,
          runs,
          rate: success.rate,
          interval: success.wilson,
        })),
      harm: headline && added ? { count: added.count, pairs: headline.harm.pairs, high: added.high } : null,
      falseVerdicts: falseVerdicts?.rate ?? null,
    };
  });
