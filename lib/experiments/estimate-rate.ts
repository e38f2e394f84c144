import { quantileOf } from '#lib/stats/nested-bootstrap.ts';

/** What one experiment of the past took. */
export interface PastExperiment {
  /** At work, without pauses; ms. */
  workedMs: number;
  /** From its start to its end; ms. */
  elapsedMs: number;
  runs: number;
  concurrency: number;
}

/** Time per run of a whole experiment, with what it may be. */
export interface RunRate {
  ms: number;
  low: number;
  high: number;
  /** How it was counted. */
  says: string;
}

/** Experiments with fewer runs say more of their beginning and end than of runs. */
const LEAST_RUNS = 20;
/** So many of the newest are looked at. */
const MOST_EXPERIMENTS = 7;
/** Fewer do not show how much they differ. */
const ENOUGH = 3;
/** Downtime or a crash is in it, so that its time at work is not known. */
const BROKEN = 1.5;

/**
 * A run of the offline model inside an experiment, with everything that is done around it: 55 to 110 ms were measured on two cores
 * (the presets through the page; docs/measurements.md has the standard one). The range is for machines that are three times quicker or slower, or as busy.
 */
const OFFLINE: RunRate = {
  ms: 100,
  low: 30,
  high: 330,
  says: 'no experiment of the offline model has ended in this lab yet, so this is what it took elsewhere (0.1 s a run on two cores), three times quicker to three times slower',
};

/** The median of the newest experiments, which one on a busy machine does not move; its range is theirs. */
export function rateOfExperiments(
  past: readonly PastExperiment[],
  plan: { concurrency: number; isSimulated: boolean },
): RunRate | null {
  const sound = past.filter(
    ({ runs, workedMs, elapsedMs }) =>
      runs >= LEAST_RUNS && workedMs > 0 && elapsedMs <= workedMs * BROKEN + 1000,
  );
  const alike = sound.filter(({ concurrency }) => concurrency === plan.concurrency);
  const isAlike = alike.length > 0;
  const used = (isAlike ? alike : sound).slice(0, MOST_EXPERIMENTS);
  if (used.length === 0) return null;
  // The offline model takes the lab's own processor, which does not get quicker by more runs at once.
  const scale = (then: number) => (plan.isSimulated ? 1 : then / plan.concurrency);
  const rates = used
    .map(({ workedMs, runs, concurrency }) => (workedMs / runs) * scale(concurrency))
    .toSorted((a, b) => a - b);
  const few = rates.length < ENOUGH ? 2 : 1;
  const count =
    rates.length === 1 ? 'the last experiment' : `the median of the last ${rates.length} experiments`;
  const range =
    few === 1
      ? 'from the quickest to the slowest of them'
      : 'half to double, since so few do not show how much they differ';
  return {
    ms: medianOf(rates),
    low: (rates[0] ?? 0) / few,
    high: (rates.at(-1) ?? 0) * few,
    says: `${count} with this model ${isAlike ? `and ${plan.concurrency} at once` : 'with other numbers at once'}, ${range}`,
  };
}

/** Runs outside of experiments, each alone and with a session; for a model that answers from elsewhere. */
export function rateOfRuns(
  activeMs: readonly number[],
  { concurrency }: { concurrency: number },
): RunRate | null {
  if (activeMs.length === 0) return null;
  const ms = medianOf(activeMs.toSorted((a, b) => a - b)) / concurrency;
  return {
    ms,
    low: ms / 2,
    high: ms * 2,
    says: `the median of ${activeMs.length} ${activeMs.length === 1 ? 'run' : 'runs'} outside of experiments, ${concurrency} at once, half to double`,
  };
}

export const offlineRate = (): RunRate => OFFLINE;

const medianOf = (sorted: readonly number[]): number => quantileOf(sorted, 0.5);
