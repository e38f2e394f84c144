import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { canonicalJson } from '#lib/utils/canonical-json.ts';
import { sha256 } from './hash-plan.ts';

/** Rows in the order of their places, so that the order in which runs happened to end does not show. */
export function orderRows(rows: readonly ExperimentRow[]): ExperimentRow[] {
  return rows.toSorted(
    (a, b) =>
      a.block - b.block ||
      compare(a.arm, b.arm) ||
      compare(a.distillationId ?? '', b.distillationId ?? '') ||
      a.attempt - b.attempt,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * SHA-256 of the ordered rows. How long a run took is left out: the analysis does not look at it, and it is the only
 * figure that two executions of the same run differ in.
 */
export const hashRows = (rows: readonly ExperimentRow[]): string =>
  sha256(canonicalJson(orderRows(rows).map(({ activeMs: _activeMs, ...row }) => row)));
