import { SIMULATED_NOTE } from '#lib/protocol/model-info.ts';
import { createExperiment } from '#lib/server/experiments/create-experiment.ts';
import { getExperimentOptions } from '#lib/server/experiments/get-experiment-options.ts';
import { getExperiment } from '#lib/server/experiments/get-experiment.ts';
import { previewExperiment } from '#lib/server/experiments/preview-experiment.ts';
import { startStoryRun } from '#lib/server/story/start-story-run.ts';
import { newExperimentSchema } from '#lib/protocol/experiment-http.ts';
import { openTestLab } from '#lib/testing/open-test-lab.ts';

/**
 * The standard experiment (300 runs) with the offline model, as a user has it: Act 1 teaches a skill, one click proves it. While it
 * runs the page is asked for once a second, as a browser does. Prints seconds, runs per second, the longest answer, and memory.
 */
const preset = process.argv[2] ?? 'standard';
const test = await openTestLab();
const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
await test.settled(runId);

const { presets } = await getExperimentOptions();
const chosen = presets.find(({ id }) => id === preset);
if (!chosen) throw new Error(`no preset ${preset}`);
const input = newExperimentSchema.parse({
  claim: chosen.claim,
  scenarioIds: chosen.scenarioIds,
  seeds: chosen.seeds,
  arms: chosen.arms,
  exploratory: true,
});
let began = performance.now();
const preview = await previewExperiment(input);
console.log(`preview: ${(performance.now() - began).toFixed(0)} ms, ${preview.size.runs} runs`);
for (const { level, says } of preview.problems) console.log(`  ${level}: ${says}`);

began = performance.now();
const { experimentId } = await createExperiment({ ...input, start: true });
const before = process.memoryUsage().rss;
let longest = 0;
let memory = 0;
let view = await getExperiment(experimentId);
while (view && ['running', 'pausing'].includes(view.summary.status.state)) {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const asked = performance.now();
  view = await getExperiment(experimentId);
  longest = Math.max(longest, performance.now() - asked);
  memory = Math.max(memory, process.memoryUsage().rss);
  if (view)
    console.log(
      `  ${((performance.now() - began) / 1000).toFixed(0)} s: ${view.progress.runs.done} runs, left ${view.progress.left?.ms ?? '–'} ms`,
    );
}
const seconds = (performance.now() - began) / 1000;
const done = view?.progress.runs.done ?? 0;
console.log(SIMULATED_NOTE);
console.log(
  `${done} runs in ${seconds.toFixed(1)} s (${(done / seconds).toFixed(1)} a second); longest answer ${longest.toFixed(0)} ms; RSS at most ${(memory / 2 ** 20).toFixed(0)} MiB, ${(before / 2 ** 20).toFixed(0)} before it began`,
);
console.log(`${view?.summary.status.state ?? 'gone'}: ${view?.summary.verdict?.sentence ?? 'no verdict'}`);
await test.close();
process.exit(0);
