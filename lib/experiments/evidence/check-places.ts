import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { byPlace, placeKey } from '../place-of.ts';
import type { Block } from '../plan-blocks.ts';

export interface PlacesChecked {
  /** Runs that the plan asks for. */
  planned: number;
  /** Of those, how many are there, or were given up after all their attempts. */
  filled: number;
  differences: string[];
}

const NAMED = 5;

/**
 * Whether every place of the plan is filled once, by attempts without a gap: runs that are left out of a bundle say as much as those that
 * are in it. An experiment that was cancelled or stopped has empty places, and says so.
 */
export function checkPlaces(
  { maxAttempts }: ExperimentPlan,
  blocks: readonly Block[],
  rows: readonly ExperimentRow[],
  /** What the bundle says of itself. */
  complete: boolean,
): PlacesChecked {
  const attempts = byPlace(rows);
  const places = blocks.flatMap(({ scenario, seed, runs }) =>
    runs.map((run) => ({
      name: `${scenario.scenarioId} seed ${seed} ${run.arm.label}${run.distillationId === null ? '' : ` (learning ${run.distillationId})`}`,
      tries: attempts.get(placeKey({ ...run, label: run.arm.label })) ?? [],
    })),
  );
  const isFilled = (tries: readonly ExperimentRow[]) =>
    tries.some((row) => !row.infrastructureError) || tries.length >= maxAttempts;
  const empty = places.filter(({ tries }) => !isFilled(tries));
  const differences = places.flatMap(({ name, tries }) => {
    const isOnce = tries.filter((row) => !row.infrastructureError).length <= 1;
    const isWhole = tries.every(({ attempt }, index) => attempt === index + 1);
    return [
      ...(isOnce ? [] : [`${name}: its place in the plan is filled more than once`]),
      ...(isWhole ? [] : [`${name}: an attempt that failed is missing`]),
    ];
  });
  if (complete && empty.length > 0) {
    const named = empty.slice(0, NAMED).map(({ name }) => name);
    const more = empty.length > NAMED ? ` and ${empty.length - NAMED} more` : '';
    differences.unshift(
      `${empty.length} of ${places.length} planned runs are missing, although the experiment is said to be complete: ${named.join(', ')}${more}`,
    );
  }
  return { planned: places.length, filled: places.length - empty.length, differences };
}
