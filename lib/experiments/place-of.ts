import type { ExperimentRow } from '#lib/protocol/experiment.ts';

/** Names the place of a run in its plan, whatever attempt it is. */
export const placeKey = (place: { block: number; label: string; distillationId: string | null }): string =>
  JSON.stringify([place.block, place.label, place.distillationId]);

export const placeOfRow = (row: ExperimentRow): string => placeKey({ ...row, label: row.arm });

/** The rows of each place, in the order of attempts. */
export function byPlace(rows: readonly ExperimentRow[]): Map<string, ExperimentRow[]> {
  const groups = Map.groupBy(rows, placeOfRow);
  for (const [key, group] of groups)
    groups.set(
      key,
      group.toSorted((a, b) => a.attempt - b.attempt),
    );
  return groups;
}
