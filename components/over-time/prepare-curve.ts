import type { ChartTable } from '#components/charts/chart-table.ts';
import type { CurvePoint } from '#components/charts/prepare-curve-plot.ts';
import { amountScale, rateScale, type Scale } from '#lib/utils/scale.ts';
import { amountText, logRatioText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { intervalText } from '#components/experiments/figures.ts';
import { plural } from '#components/ui/format.ts';
import type { LearningCurve, LearningPoint } from '#lib/protocol/over-time.ts';

export interface PreparedCurve {
  calls: { points: CurvePoint[]; scale: Scale };
  success: { points: CurvePoint[]; scale: Scale };
  table: ChartTable;
}

/** Calls and verified success after 0, 1, 2 … learned incidents. */
export function prepareCurve({ points, source }: LearningCurve): PreparedCurve {
  const basis = ({ runs, scenarios }: LearningPoint) =>
    `${plural(runs, 'run')} on ${plural(scenarios, 'incident')}`;
  const calls = points.map((point): CurvePoint => ({
    id: `${point.lessons}`,
    x: point.lessons,
    value: point.calls.mean,
    low: point.calls.interval && Math.max(0, point.calls.interval.low),
    high: point.calls.interval?.high ?? null,
    text: amountText(point.calls.mean),
    basis: basis(point),
  }));
  const success = points.map((point): CurvePoint => ({
    id: `${point.lessons}`,
    x: point.lessons,
    value: point.success.rate,
    low: point.success.interval?.low ?? null,
    high: point.success.interval?.high ?? null,
    text: rateText(point.success.rate),
    basis: basis(point),
  }));
  return {
    calls: { points: calls, scale: amountScale(calls.flatMap(({ value, high }) => [value, high ?? 0])) },
    success: { points: success, scale: rateScale() },
    table: {
      columns: [
        { head: 'learned incidents', numeric: true },
        { head: 'versions' },
        { head: 'runs', numeric: true },
        { head: 'incidents', numeric: true },
        { head: 'calls, mean', numeric: true },
        { head: 'calls, low', numeric: true },
        { head: 'calls, high', numeric: true },
        { head: 'verified, %', numeric: true },
        { head: 'verified, low', numeric: true },
        { head: 'verified, high', numeric: true },
        ...(source === 'experiments' ? [{ head: 'calls against no skill' }] : []),
      ],
      rows: points.map((point) => ({
        id: `${point.lessons}`,
        cells: [
          point.lessons,
          point.versions.map((number) => `v${number}`).join(', ') || null,
          point.runs,
          point.scenarios,
          tenth(point.calls.mean),
          tenth(point.calls.interval?.low),
          tenth(point.calls.interval?.high),
          tenth(point.success.rate * 100),
          tenth(point.success.interval && point.success.interval.low * 100),
          tenth(point.success.interval && point.success.interval.high * 100),
          ...(source === 'experiments' ? [changeText(point)] : []),
        ],
      })),
    },
  };
}

function changeText({ change }: LearningPoint): string | null {
  if (!change) return null;
  const { logRatio, interval } = change.calls;
  return `${logRatioText(logRatio)} ${intervalText(interval && { ...interval, level: 0.95 }, logRatioText)}`;
}

const tenth = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value.toFixed(1));
