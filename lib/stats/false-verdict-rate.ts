import { seededRandom } from '#lib/utils/seeded-random.ts';
import type { AnalysisRules, Contrast } from './analysis/analysis-rules.ts';
import { decideVerdict, type VerdictCode } from './analysis/decide-verdict.ts';
import { measurePairs } from './analysis/measure-contrast.ts';
import { pairRows, type RunPair } from './analysis/pair-rows.ts';
import type { RunRow } from './analysis/run-row.ts';
import type { Interval } from './interval.ts';
import { wilsonInterval } from './wilson-interval.ts';

export const RELABEL_CAVEATS = ['under_floors', 'all_alike', 'harm_not_measured'] as const;
/**
 * Why a low rate says little: `under_floors` no labels could have ended in anything but CAN'T TELL YET, `all_alike` the two runs of every
 * pair came out the same, so that no swap changes anything, `harm_not_measured` HELPS could not come out.
 */
export type RelabelCaveat = (typeof RELABEL_CAVEATS)[number];

export interface FalseVerdictRate {
  relabelings: number;
  counts: Record<VerdictCode, number>;
  /** HELPS or HURTS although the labels mean nothing; aim: at most 5 %. */
  rate: number | null;
  /** Simulation error of the rate (Wilson), not its uncertainty over other experiments. */
  interval: Interval;
  caveats: RelabelCaveat[];
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
    return { relabelings: 0, counts, rate: null, interval: wilsonInterval(0, 0, rules.level), caveats: [] };
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
    caveats: caveatsOf(pairs, rules, contrast),
  };
}

function caveatsOf(pairs: readonly RunPair[], rules: AnalysisRules, contrast: Contrast): RelabelCaveat[] {
  const effects = measurePairs(pairs, rules, contrast);
  const isAlike = pairs.every(
    ({ treated, control }) =>
      treated.calls === control.calls &&
      treated.verified === control.verified &&
      treated.harmful === control.harmful,
  );
  const holds: Record<RelabelCaveat, boolean> = {
    under_floors: decideVerdict(effects, rules).shortfalls.length > 0,
    all_alike: isAlike,
    harm_not_measured: effects.harm.added === null,
  };
  return RELABEL_CAVEATS.filter((caveat) => holds[caveat]);
}
