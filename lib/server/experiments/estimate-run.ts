import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { Lab } from '../lab/lab.ts';

/** What one run takes, on average. */
export interface RunEstimate {
  inputTokens: number;
  outputTokens: number;
  cost: number | null;
  /** Of runs without a skill; null below ten of them. */
  success: number | null;
  runs: number;
  restsOn: string;
}

/** So many of the newest ended runs are looked at. */
const LOOKED_AT = 200;
const ENOUGH_FOR_SUCCESS = 10;

/** From runs of the plan's models that this lab has measured, of its incidents where there are some; null without any. */
export async function estimateRun(
  lab: Lab,
  { models, scenarios }: Pick<ExperimentPlan, 'models' | 'scenarios'>,
): Promise<RunEstimate | null> {
  const names = new Set(models.map(({ name }) => name));
  const ids = new Set(scenarios.map(({ scenarioId }) => scenarioId));
  const { runs: newest } = await lab.store.runs.list({
    state: 'completed',
    experiment: 'any',
    limit: LOOKED_AT,
  });
  const own = newest.filter(({ plan }) => names.has(plan.model.name));
  const same = own.filter(({ plan }) => ids.has(plan.scenarioId));
  const runs = same.length > 0 ? same : own;
  if (runs.length === 0) return null;
  const costs = runs.map(({ cost }) => cost).filter((cost) => cost !== null);
  const controls = own.filter(({ plan }) => plan.arm === 'none');
  return {
    inputTokens: mean(runs, ({ inputTokens }) => inputTokens),
    outputTokens: mean(runs, ({ outputTokens }) => outputTokens),
    cost: costs.length === runs.length ? costs.reduce((sum, cost) => sum + cost, 0) / costs.length : null,
    success: controls.length < ENOUGH_FOR_SUCCESS ? null : mean(controls, (run) => Number(isVerified(run))),
    runs: runs.length,
    restsOn: `${runs.length} ${runs.length === 1 ? 'run' : 'runs'} of ${[...names].join(', ')} in this lab${same.length > 0 ? ', of these incidents' : ', of other incidents'}`,
  };
}

const isVerified = ({ status }: RunSummary): boolean =>
  status.state === 'completed' && status.outcome === 'verified';

const mean = (runs: readonly RunSummary[], read: (run: RunSummary) => number): number =>
  runs.reduce((sum, run) => sum + read(run), 0) / runs.length;
