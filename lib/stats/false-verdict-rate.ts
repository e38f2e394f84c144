import { seededRandom } from '#lib/utils/seeded-random.ts';
import type { AnalysisRules } from './analysis/analysis-rules.ts';
import { decideVerdict, type VerdictCode } from './analysis/decide-verdict.ts';
import { measurePairs } from './analysis/measure-contrast.ts';
import { pairRows, type RunPair } from './analysis/pair-rows.ts';
import type { RunRow } from './analysis/run-row.ts';
import type { Interval } from './interval.ts';
import { wilsonInterval } from './wilson-interval.ts';

export interface FalseVerdictRate {
  relabelings: number;
  counts: Record<VerdictCode, number>;
  /** HELPS or HURTS although the labels mean nothing; aim: at most 5 %. */
  rate: number | null;
  /** Simulation error of the rate (Wilson), not its uncertainty over other experiments. */
  interval: Interval;
}

const mirrored = (pair: RunPair): RunPair => ({ ...pair, treated: pair.control, control: pair.treated });

/**
 * How often the declared rule would see an effect where there is none, on these very runs: the arms of each pair are swapped by a seeded
 * coin and the whole verdict is made again (a permutation of the labels within blocks). Meant for an A/A experiment; on an A/B
 * experiment it answers for the null in which the arms do not matter at all. No pairs: rate null. Not for the
 * pipeline claim, where pairs that share a control run cannot be swapped one by one.
 */
export function falseVerdictRate(
  rows: readonly RunRow[],
  rules: AnalysisRules,
  options: { relabelings?: number } = {},
): FalseVerdictRate {
  const { relabelings = 1000 } = options;
  const counts: Record<VerdictCode, number> = { helps: 0, hurts: 0, no_difference: 0, cannot_tell: 0 };
  const [contrast] = rules.contrasts;
  const pairs = contrast ? pairRows(rows, contrast).pairs : [];
  if (!contrast || pairs.length === 0)
    return { relabelings: 0, counts, rate: null, interval: wilsonInterval(0, 0, rules.level) };
  const random = seededRandom(`${rules.seed}:relabel`);
  for (let round = 0; round < relabelings; round += 1) {
    const swapped = pairs.map((pair) => (random() < 0.5 ? mirrored(pair) : pair));
    const { code } = decideVerdict(measurePairs(swapped, rules, contrast), rules);
    counts[code] += 1;
  }
  const wrong = counts.helps + counts.hurts;
  return {
    relabelings,
    counts,
    rate: wrong / relabelings,
    interval: wilsonInterval(wrong, relabelings, rules.level),
  };
}
