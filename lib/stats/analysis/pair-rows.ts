import type { Contrast } from './analysis-rules.ts';
import type { RunRow, ScenarioClass } from './run-row.ts';

/** Two runs of one block: same scenario, world seed and model, different arm. */
export interface RunPair {
  scenarioId: string;
  class: ScenarioClass;
  seed: number;
  distillationId: string | null;
  treated: RunRow;
  control: RunRow;
}

/** A run of the two arms that the comparison does not use, and why. */
export interface ExcludedRow {
  rowId: string;
  reason: 'infrastructure_error' | 'duplicate' | 'no_partner';
}

const blockOf = ({ scenarioId, seed, model }: RunRow): string => JSON.stringify([scenarioId, seed, model]);
/** Where a run stands inside its arm. */
export const placeInArm = (row: RunRow): string => `${blockOf(row)} ${row.distillationId ?? ''}`;

/**
 * Pairs the runs of two arms block by block. A treated run takes the control run of its own distillation where there is one, else that of
 * the block, so several distillations may share a control (two-way-mean.ts accounts for it). Infrastructure errors, second runs
 * of the same place and runs without a partner are listed. The order of the rows does not change the pairs, but for duplicates.
 */
export function pairRows(
  rows: readonly RunRow[],
  { treated, control }: Pick<Contrast, 'treated' | 'control'>,
): { pairs: RunPair[]; excluded: ExcludedRow[] } {
  const excluded: ExcludedRow[] = [];
  const collect = (arm: string) => {
    const places = new Map<string, RunRow>();
    for (const row of rows) {
      if (row.arm !== arm) continue;
      const place = placeInArm(row);
      if (row.infrastructureError) excluded.push({ rowId: row.id, reason: 'infrastructure_error' });
      else if (places.has(place)) excluded.push({ rowId: row.id, reason: 'duplicate' });
      else places.set(place, row);
    }
    return places;
  };
  const [first, second] = [collect(treated), collect(control)];
  const used = new Set<string>();
  const pairs: RunPair[] = [];
  for (const [place, row] of first) {
    const partner = second.get(place) ?? second.get(`${blockOf(row)} `);
    if (!partner) {
      excluded.push({ rowId: row.id, reason: 'no_partner' });
      continue;
    }
    used.add(partner.id);
    const { scenarioId, seed, distillationId } = row;
    pairs.push({ scenarioId, class: row.class, seed, distillationId, treated: row, control: partner });
  }
  for (const { id } of second.values()) {
    if (!used.has(id)) excluded.push({ rowId: id, reason: 'no_partner' });
  }
  return { pairs, excluded };
}
