import type { ChartTable } from '#components/charts/chart-table.ts';
import { compareModels, type ModelLine } from '#lib/stats/analysis/compare-models.ts';
import { VERDICT_TITLES } from '#lib/stats/analysis/decide-verdict.ts';
import type { ModelsAnalysis } from '#lib/stats/analyse-models.ts';
import type { LabelledArm } from '../arm-look.ts';

/** Model by model: the same figures in the page's table and in its export. */
export function prepareModels(
  models: ModelsAnalysis,
  arms: readonly LabelledArm[],
): { lines: ModelLine[]; table: ChartTable } {
  const lines = compareModels(models);
  return {
    lines,
    table: {
      columns: [
        { head: 'model' },
        { head: 'verdict' },
        { head: 'pairs', numeric: true },
        { head: 'calls, %', numeric: true },
        { head: 'calls low', numeric: true },
        { head: 'calls high', numeric: true },
        { head: 'success, points', numeric: true },
        { head: 'success low', numeric: true },
        { head: 'success high', numeric: true },
        ...arms.flatMap(({ label }) => [
          { head: `verified, ${label}`, numeric: true },
          { head: `runs, ${label}`, numeric: true },
        ]),
        { head: 'added harm', numeric: true },
        { head: 'harm pairs', numeric: true },
        { head: 'added harm at most', numeric: true },
        { head: 'false verdicts', numeric: true },
      ],
      rows: lines.map((line) => ({
        id: line.model,
        cells: [
          line.model,
          VERDICT_TITLES[line.verdict],
          line.pairs,
          line.calls.percent,
          line.calls.interval?.low ?? null,
          line.calls.interval?.high ?? null,
          inPoints(line.success.mean),
          inPoints(line.success.interval?.low),
          inPoints(line.success.interval?.high),
          ...arms.flatMap(({ label }) => {
            const own = line.arms.find(({ arm }) => arm === label);
            return [own?.verified ?? null, own?.runs ?? null];
          }),
          line.harm?.count ?? null,
          line.harm?.pairs ?? null,
          line.harm?.high ?? null,
          line.falseVerdicts,
        ],
      })),
    },
  };
}

const inPoints = (rate: number | null | undefined): number | null =>
  rate === null || rate === undefined ? null : rate * 100;
