import type { ChartTable } from '#components/charts/chart-table.ts';
import type { IntervalMark } from '#components/charts/prepare-interval-plot.ts';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import type { PayBack } from '#lib/stats/analysis/measure-pay-back.ts';
import type { RatioEffect } from '#lib/stats/analysis/measure-ratio.ts';
import {
  byWords,
  COST_WORDS,
  inUnit,
  learningInUnit,
  learningParts,
  OUTCOME_WORDS,
} from '#lib/stats/analysis/codes-in-words.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { amountText, logRatioText } from '#lib/stats/analysis/figure-texts.ts';
import { pText } from '../figures.ts';

/** Everything that is a ratio: calls as counted and DevOps alone, then the declared secondary outcomes. */
export function prepareCost(
  contrast: ContrastResult,
  colour: string,
): { marks: IntervalMark[]; table: ChartTable; ends: number[] } {
  const lines: { effect: RatioEffect; evidence: string; adjustedP: number | null }[] = [
    { effect: contrast.calls, evidence: EVIDENCE.calls(0), adjustedP: null },
    { effect: contrast.devopsCalls, evidence: EVIDENCE.devopsCalls(0), adjustedP: null },
    ...contrast.secondary.map(({ effect, adjustedP }) => ({
      effect,
      evidence: EVIDENCE.secondary(0, effect.outcome),
      adjustedP,
    })),
  ];
  const marks = lines.map(({ effect: { outcome, estimate }, evidence, adjustedP }): IntervalMark => ({
    id: outcome,
    label: OUTCOME_WORDS[outcome],
    colour,
    value: estimate.mean,
    low: estimate.interval?.low ?? null,
    high: estimate.interval?.high ?? null,
    text: `${logRatioText(estimate.mean)}${adjustedP === null ? '' : `, ${pText(adjustedP)}`}`,
    evidence,
  }));
  return {
    marks,
    ends: marks.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]),
    table: {
      columns: [
        { head: 'outcome' },
        { head: 'units', numeric: true },
        { head: 'change, %', numeric: true },
        { head: 'low', numeric: true },
        { head: 'high', numeric: true },
        { head: 'p after Holm', numeric: true },
      ],
      rows: lines.map(({ effect, evidence, adjustedP }) => ({
        id: effect.outcome,
        cells: [
          OUTCOME_WORDS[effect.outcome],
          effect.estimate.n,
          effect.percent,
          effect.percentInterval?.low ?? null,
          effect.percentInterval?.high ?? null,
          adjustedP,
        ],
        evidence,
      })),
    },
  };
}

/** "pays back after 2.4 incidents (1.9 to 3.3): learning cost 31 calls, an incident saves 12.9". */
export function payBackWords(payBack: PayBack): string {
  const { unit, saving, breakEven } = payBack;
  const each =
    (saving.mean ?? 0) < 0
      ? `takes ${inUnit(unit, -(saving.mean ?? 0))} more`
      : `saves ${inUnit(unit, saving.mean ?? 0)}`;
  const cost = `learning cost ${learningInUnit(payBack)} (${learningParts(payBack)}), an incident ${each}`;
  const by = byWords(payBack);
  const who = by === '' ? '' : `; ${by}`;
  if (breakEven.incidents === null) return `In ${COST_WORDS[unit]} it never pays back: ${cost}${who}.`;
  const [soonest, latest] = [breakEven.soonest, breakEven.latest].map((end) =>
    end === null ? 'never' : amountText(end),
  );
  const range = soonest === latest ? '' : ` (${soonest} to ${latest})`;
  return `In ${COST_WORDS[unit]} it pays back after ${amountText(breakEven.incidents)} ${amountText(breakEven.incidents) === '1' ? 'incident' : 'incidents'}${range}: ${cost}${who}.`;
}
