import type { ChartTable } from '#components/charts/chart-table.ts';
import type { Slope } from '#components/charts/prepare-slopes.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import { meanOf } from '#lib/stats/mean-interval.ts';
import { EVIDENCE } from '../evidence-key.ts';

interface SlopesInput {
  contrast: ContrastResult;
  index: number;
  rows: readonly ExperimentRow[];
  /** Calls that a run which was not verified counts as, at least. */
  callsOfFailure: number;
  titleOf: (scenarioId: string) => string;
}

/** Mean calls per scenario in both arms, over exactly the pairs that the analysis compares and counted as it counts them. */
export function preparePairedCalls({ contrast, index, rows, callsOfFailure, titleOf }: SlopesInput): {
  slopes: Slope[];
  table: ChartTable;
} {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const counted = (id: string): number[] => {
    const row = byId.get(id);
    if (!row) return [];
    return [row.verified ? row.calls : Math.max(row.calls, callsOfFailure)];
  };
  const groups = [...Map.groupBy(contrast.calls.units, ({ scenarioId }) => scenarioId)];
  const slopes = groups.flatMap(([scenarioId, units]): Slope[] => {
    const pairs = units.flatMap((unit) => unit.pairs);
    const from = pairs.flatMap(({ controlId }) => counted(controlId));
    const to = pairs.flatMap(({ treatedId }) => counted(treatedId));
    if (from.length === 0 || to.length === 0) return [];
    return [
      {
        id: scenarioId,
        label: titleOf(scenarioId),
        from: meanOf(from),
        to: meanOf(to),
        evidence: EVIDENCE.scenario(index, 'calls', scenarioId),
      },
    ];
  });
  return {
    slopes,
    table: {
      columns: [
        { head: 'scenario' },
        { head: 'scenario id' },
        { head: `calls, ${contrast.contrast.control}`, numeric: true },
        { head: `calls, ${contrast.contrast.treated}`, numeric: true },
      ],
      rows: slopes.map(({ id, label, from, to, evidence }) => ({
        id,
        cells: [label, id, from, to],
        evidence,
      })),
    },
  };
}
