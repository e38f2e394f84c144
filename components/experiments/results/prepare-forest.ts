import type { ChartTable } from '#components/charts/chart-table.ts';
import type { IntervalMark } from '#components/charts/prepare-interval-plot.ts';
import { pointsScale, ratioScale, type Scale } from '#lib/utils/scale.ts';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import type { PairedUnit } from '#lib/stats/analysis/paired-units.ts';
import { meanInterval, type MeanEstimate } from '#lib/stats/mean-interval.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { logRatioText, pointsText } from '#lib/stats/analysis/figure-texts.ts';

export interface Forest {
  marks: IntervalMark[];
  scale: Scale;
  table: ChartTable;
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

/** One line per scenario, the greatest saving first, and what they add up to. */
export function prepareForest({ contrast, index, outcome, colour, titleOf, level }: ForestInput): Forest {
  const { units, estimate } = contrast[outcome];
  const interval = outcome === 'success' ? contrast.success.interval : contrast.calls.estimate.interval;
  const write = outcome === 'success' ? pointsText : logRatioText;
  const rows = scenariosOf(units, level).toSorted((a, b) => (a.own.mean ?? 0) - (b.own.mean ?? 0));
  const marks = rows.map(({ scenarioId, own }): IntervalMark => ({
    id: scenarioId,
    label: titleOf(scenarioId),
    colour: 'text-muted',
    value: own.mean,
    low: own.interval?.low ?? null,
    high: own.interval?.high ?? null,
    text: write(own.mean),
    evidence: EVIDENCE.scenario(index, outcome, scenarioId),
  }));
  const summary: IntervalMark = {
    id: 'all',
    label: outcome === 'success' ? 'Verified success, overall' : 'Total calls, overall',
    colour,
    value: estimate.mean,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    text: write(estimate.mean),
    isSummary: true,
    evidence: outcome === 'success' ? EVIDENCE.success(index) : EVIDENCE.calls(index),
  };
  const ends = [...marks, summary].flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const scale = outcome === 'success' ? pointsScale(ends) : ratioScale(clipped(ends));
  const inUnit = (value: number | null) =>
    value === null ? null : outcome === 'success' ? value * 100 : Math.expm1(value) * 100;
  const unit = outcome === 'success' ? 'points' : '%';
  return {
    marks: [...marks, summary],
    scale,
    table: {
      columns: [
        { head: 'scenario' },
        { head: 'scenario id' },
        { head: 'pairs', numeric: true },
        { head: `change, ${unit}`, numeric: true },
        { head: 'low', numeric: true },
        { head: 'high', numeric: true },
      ],
      rows: [
        ...rows.map(({ scenarioId, own, pairs }) => ({
          id: scenarioId,
          cells: [
            titleOf(scenarioId),
            scenarioId,
            pairs,
            inUnit(own.mean),
            inUnit(own.interval?.low ?? null),
            inUnit(own.interval?.high ?? null),
          ],
          evidence: EVIDENCE.scenario(index, outcome, scenarioId),
        })),
        {
          id: 'all',
          cells: [
            'overall',
            null,
            rows.reduce((sum, { pairs }) => sum + pairs, 0),
            inUnit(summary.value),
            inUnit(summary.low),
            inUnit(summary.high),
          ],
          evidence: summary.evidence,
        },
      ],
    },
  };
}

/** A scenario with few pairs may have an interval that would squeeze all others to a point; it is cut at the edge. */
const clipped = (ends: readonly number[]): number[] => ends.map((end) => Math.min(1.7, Math.max(-2.4, end)));

/** Units are scenarios, single pairs, or scenarios × distillations; a forest has one line per scenario. */
function scenariosOf(
  units: readonly PairedUnit[],
  level: number,
): { scenarioId: string; own: MeanEstimate; pairs: number }[] {
  return [...Map.groupBy(units, ({ scenarioId }) => scenarioId)].map(([scenarioId, members]) => {
    const [only] = members;
    const own =
      members.length === 1 && only
        ? only.own
        : meanInterval(
            members.map(({ value }) => value),
            level,
          );
    return { scenarioId, own, pairs: members.reduce((sum, { pairs }) => sum + pairs.length, 0) };
  });
}
