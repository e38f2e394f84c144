import { planBlocks } from '#lib/experiments/plan-blocks.ts';
import { hashPlan } from '#lib/experiments/hash-plan.ts';
import { listRunsQuerySchema } from '#lib/protocol/http.ts';
import { quietRunId } from '#lib/protocol/quiet-run.ts';
import { analyse } from '#lib/server/experiments/execute-experiment.ts';
import { getExperimentAnalysis } from '#lib/server/experiments/get-experiment-analysis.ts';
import { getExperiment, listExperiments } from '#lib/server/experiments/get-experiment.ts';
import { listExperimentRows } from '#lib/server/experiments/list-experiment-rows.ts';
import { listRuns } from '#lib/server/runs/list-runs.ts';
import { openTestLab } from '#lib/testing/open-test-lab.ts';
import { samplePlanOf, sampleRow, sampleScenario } from '#lib/testing/sample-experiment-parts.ts';
import { samplePlan, sampleRunEvents } from '#lib/testing/sample-run.ts';
import { median } from './median.ts';

/** What the pages of runs and experiments cost the server with 10 000 stored runs: a tenth outside of experiments, the rest in experiments of 320. */
const RUNS = 10_000;
const test = await openTestLab();
const { lab } = test;
const scenarios = Array.from({ length: 20 }, (_, index) =>
  sampleScenario(`s${index}`, index < 12 ? 'near' : 'negative'),
);
let stored = 0;
const record = async (runId: string, plan: ReturnType<typeof samplePlan>) => {
  const events = sampleRunEvents(runId, plan);
  await lab.store.runs.record(
    runId,
    plan,
    events.map(({ key, at, type, data }) => ({ key, at, body: JSON.stringify({ type, data }) })),
  );
  stored += 1;
};
for (let index = 0; index < RUNS / 10; index += 1)
  await record(`run_${index}`, samplePlan({ storyId: null, act: null }));
let last = '';
const EXPERIMENTS = 29;
for (let number = 0; number < EXPERIMENTS; number += 1) {
  const experimentId = `exp_${number}`;
  last = experimentId;
  const plan = samplePlanOf({ scenarios, seeds: [1, 2, 3, 4, 5, 6, 7, 8] });
  await lab.store.experiments.create(experimentId, plan, hashPlan(plan));
  for (const block of planBlocks(plan)) {
    for (const { arm } of block.runs) {
      const id = quietRunId(`${number}-${block.index}-${arm.label}`);
      const place = { experimentId, block: block.index, label: arm.label, distillationId: null, attempt: 1 };
      await record(id, samplePlan({ storyId: null, act: null, experiment: place }));
      const { scenarioId } = block.scenario;
      const calls = 6 + ((block.index * 7 + (arm.arm === 'none' ? 5 : 0)) % 9);
      await lab.store.experiments.addRow(
        experimentId,
        sampleRow({
          id,
          block: block.index,
          scenarioId,
          class: block.scenario.class,
          seed: block.seed,
          arm: arm.label,
          calls,
        }),
      );
    }
  }
  await lab.store.experiments.move(experimentId, ['ready'], { state: 'completed' });
  const experiment = await lab.store.experiments.get(experimentId);
  if (experiment) await analyse(lab, experiment, true);
}
console.log(`${stored} stored runs, ms of server time (median of 9)`);
const measure = async (name: string, work: () => Promise<unknown>) => {
  const times: number[] = [];
  for (let round = -1; round < 9; round += 1) {
    const began = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - began);
  }
  console.log(`  ${name.padEnd(34)} ${median(times).toFixed(1)}`);
};
const query = (given: object) => listRunsQuerySchema.parse(given);
await measure('runs, first page', () => listRuns(query({})));
await measure('runs, words that match nothing', () => listRuns(query({ q: 'nowhere' })));
await measure('runs of one experiment', () => listRuns(query({ experiment: last })));
await measure('experiments, first page', () => listExperiments({ limit: 30 }));
await measure('one experiment', () => getExperiment(last));
await measure('its analysis', () => getExperimentAnalysis(last));
await measure('its rows', () => listExperimentRows(last));
await test.close();
process.exit(0);
