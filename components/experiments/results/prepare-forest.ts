import type { ChartTable } from '#components/charts/chart-table.ts';
import type { IntervalMark } from '#components/charts/prepare-interval-plot.ts';
import { pointsScale, ratioScale, type Scale } from '#lib/utils/scale.ts';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import { forestLines } from '#lib/stats/analysis/forest-lines.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { logRatioText, pointsText } from '#lib/stats/analysis/figure-texts.ts';

export interface Forest {
  marks: IntervalMark[];
  scale: Scale;
  table: ChartTable;
  /** There is one scenario, so its line is the overall estimate, too. */
  isSingle: boolean;
}

interface ForestInput {
  contrast: ContrastResult;
  /** Its place in the analysis. */
  index: number;
  outcome: 'calls' | 'success';
  colour: string;
  titleOf: (scenarioId: string) => string;
  level: number;
}

/** One line per scenario, the greatest saving first, and what they add up to; one line for a single scenario. */
export function prepareForest({ contrast, index, outcome, colour, titleOf, level }: ForestInput): Forest {
  const write = outcome === 'success' ? pointsText : logRatioText;
  const lines = forestLines(contrast, outcome, level);
  const evidenceOf = (scenarioId: string | null, isSummary: boolean) =>
    scenarioId === null || isSummary
      ? EVIDENCE[outcome](index)
      : EVIDENCE.scenario(index, outcome, scenarioId);
  const marks = lines.map(({ scenarioId, mean, interval, isSummary }): IntervalMark => ({
    id: scenarioId ?? 'all',
    label:
      scenarioId === null
        ? outcome === 'success'
          ? 'Verified success, overall'
          : 'Total calls, overall'
        : titleOf(scenarioId),
    colour: isSummary ? colour : 'text-muted',
    value: mean,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    text: write(mean),
    isSummary,
    evidence: evidenceOf(scenarioId, isSummary),
  }));
  const ends = marks.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const scale = outcome === 'success' ? pointsScale(ends) : ratioScale(clipped(ends));
  const inUnit = (value: number | null) =>
    value === null ? null : outcome === 'success' ? value * 100 : Math.expm1(value) * 100;
  const unit = outcome === 'success' ? 'points' : '%';
  return {
    marks,
    scale,
    isSingle: lines.length === 1,
    table: {
      columns: [
        { head: 'scenario' },
        { head: 'scenario id' },
        { head: 'pairs', numeric: true },
        { head: `change, ${unit}`, numeric: true },
        { head: 'low', numeric: true },
        { head: 'high', numeric: true },
      ],
      rows: lines.map(({ scenarioId, mean, interval, pairs, isSummary }) => ({
        id: scenarioId ?? 'all',
        cells: [
          scenarioId === null ? 'overall' : titleOf(scenarioId),
          scenarioId,
          pairs,
          inUnit(mean),
          inUnit(interval?.low ?? null),
          inUnit(interval?.high ?? null),
        ],
        evidence: evidenceOf(scenarioId, isSummary),
      })),
    },
  };
}

/** A scenario with few pairs may have an interval that would squeeze all others to a point; it is cut at the edge. */
const clipped = (ends: readonly number[]): number[] => ends.map((end) => Math.min(1.7, Math.max(-2.4, end)));
