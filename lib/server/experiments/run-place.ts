import type { BudgetGuard } from '#lib/experiments/guard-budget.ts';
import { makeRow } from '#lib/experiments/make-row.ts';
import type { Block, PlannedRun } from '#lib/experiments/plan-blocks.ts';
import type { Distillation, ExperimentStatus } from '#lib/protocol/experiment.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { RunPlan, SkillSource } from '#lib/protocol/run-plan.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import type { StoredExperiment } from '#lib/store/index.ts';
import { backoffMs } from '#lib/utils/backoff.ts';
import { experimentRunId } from './experiment-run-id.ts';
import type { Execution } from './experiment-work.ts';
import type { Lab } from '../lab/lab.ts';
import { runAtOnce } from './run-at-once.ts';
import { runStepwise } from './run-stepwise.ts';
import { untilStored } from '../lab/until-stored.ts';

/** Waits between attempts of one place. */
const BETWEEN = { real: { baseMs: 2_000, maxMs: 60_000 }, simulated: { baseMs: 20, maxMs: 200 } };
/** After so many places in a row that no attempt could fill, something is wrong that more attempts do not cure. */
const EMPTY_PLACES = 3;

interface Parts {
  work: Execution;
  guard: BudgetGuard;
  distillations: readonly Distillation[];
}

/** Fills the places of an experiment with runs, and tries again what infrastructure ended. */
export class PlaceRunner {
  readonly #lab: Lab;
  readonly #experiment: StoredExperiment;
  readonly #parts: Parts;
  #emptyInARow = 0;
  #trouble: string | null = null;

  constructor(lab: Lab, experiment: StoredExperiment, parts: Parts) {
    this.#lab = lab;
    this.#experiment = experiment;
    this.#parts = parts;
  }

  /** Why going on makes no sense now; null while it does. */
  trouble(): Extract<ExperimentStatus, { state: 'paused' }> | null {
    return this.#trouble === null ? null : { state: 'paused', says: this.#trouble };
  }

  /** Returns when the place has its run, no attempt is left, or the experiment is to stop. */
  async run(block: Block, run: PlannedRun, failedBefore: number): Promise<void> {
    const { plan, experimentId } = this.#experiment;
    const { signal } = this.#parts.work.abort;
    for (let attempt = failedBefore + 1; attempt <= failedBefore + plan.maxAttempts; attempt += 1) {
      const view = await this.#attempt(block, run, attempt);
      if (!view) return;
      const row = makeRow(view, block.scenario.class);
      this.#parts.guard.spend('run', row);
      await untilStored(() => this.#lab.store.experiments.addRow(experimentId, row), {
        sleep: this.#lab.sleep,
        signal,
        onTrouble: this.#lab.onError,
      });
      if (!row.infrastructureError) {
        this.#emptyInARow = 0;
        return;
      }
      if (row.error?.code === 'model_unauthorized') {
        this.#trouble = `Paused by itself: ${row.error.message}`;
        return;
      }
      if (signal.aborted || (await this.#lab.store.experiments.state(experimentId)) !== 'running') return;
      const wait = block.model.simulated ? BETWEEN.simulated : BETWEEN.real;
      if (attempt < failedBefore + plan.maxAttempts) {
        await this.#lab.sleep(backoffMs(attempt - failedBefore, wait, Math.random));
      } else this.#leftEmpty(row.error?.message ?? 'the runs fail');
    }
  }

  #leftEmpty(message: string): void {
    this.#emptyInARow += 1;
    if (this.#emptyInARow < EMPTY_PLACES) return;
    this.#trouble = `Paused by itself, because ${EMPTY_PLACES} places in a row could not be run: ${message}`;
  }

  async #attempt(block: Block, run: PlannedRun, attempt: number): Promise<RunView | null> {
    const { work } = this.#parts;
    const plan = this.#planOf(block, run, attempt);
    const quiet = block.model.simulated;
    const place = plan.experiment;
    if (!place) throw new Error('A run of an experiment has its place');
    const runId = experimentRunId(place, { quiet });
    const known = await this.#lab.store.runs.get(runId);
    if (known && !isAtWork(known.status)) {
      return foldRunEvents(runId, await this.#lab.store.events.list(runId));
    }
    const { signal } = work.abort;
    work.runs.add(runId);
    try {
      return quiet
        ? await runAtOnce(this.#lab, runId, plan, signal)
        : await runStepwise(this.#lab, runId, plan, { signal });
    } finally {
      work.runs.delete(runId);
    }
  }

  #planOf({ scenario, seed, model, index }: Block, run: PlannedRun, attempt: number): RunPlan {
    const { plan, experimentId } = this.#experiment;
    const { distillationId, arm } = run;
    return {
      scenarioId: scenario.scenarioId,
      scenarioTitle: scenario.title,
      scenarioHash: scenario.hash,
      seed,
      act: null,
      arm: arm.arm,
      skillSource: this.#skillsOf(run),
      learnsInto: null,
      storyId: null,
      pace: 'instant',
      limits: plan.limits,
      model,
      acontext: plan.acontext,
      experiment: { experimentId, block: index, label: arm.label, distillationId, attempt },
    };
  }

  #skillsOf({ arm, distillationId }: PlannedRun): SkillSource {
    const skills = arm.fromPipeline
      ? (this.#parts.distillations.find((each) => each.distillationId === distillationId)?.skills ?? [])
      : arm.skills;
    return skills.length === 0
      ? { kind: 'none' }
      : { kind: 'versions', versionIds: skills.map(({ versionId }) => versionId) };
  }
}
