import { sha256 } from '#lib/experiments/hash-plan.ts';
import type { ExperimentPlace } from '#lib/protocol/experiment-place.ts';
import { quietRunId } from '#lib/protocol/quiet-run.ts';

/** The id of a run depends on its place alone, so that a resumed experiment finds it and never makes it twice. */
export function experimentRunId(place: ExperimentPlace, { quiet }: { quiet: boolean }): string {
  const { experimentId, block, label, distillationId, attempt } = place;
  const mark = sha256(JSON.stringify([experimentId, block, label, distillationId, attempt])).slice(0, 26);
  return quiet ? quietRunId(mark) : `run_${mark}`;
}
