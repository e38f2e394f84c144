import type { RunSummary } from '#lib/protocol/run-record.ts';
import { SIMULATED_NOTE } from '#lib/protocol/model-info.ts';
import { resetStory } from '#lib/server/story/reset-story.ts';
import { startRun } from '#lib/server/runs/start-run.ts';
import { openTestLab } from '#lib/testing/open-test-lab.ts';

/**
 * Calls of the offline model in the story's parts over many seeds, each seed with a learning space of its own: Act 1
 * teaches, Act 2 and its negative twin run with what was learned and without. Counted from the events of real runs.
 */
const SEEDS = Number(process.argv[2] ?? 30);

const PARTS = [
  { name: 'Act 1, no skill', scenarioId: 'classic-act-1', arm: 'none', learns: true },
  { name: 'Act 2, learned skill', scenarioId: 'classic-act-2', arm: 'learned', learns: false },
  { name: 'Act 2, control', scenarioId: 'classic-act-2', arm: 'none', learns: false },
  { name: 'Twin, learned skill', scenarioId: 'classic-act-2-twin', arm: 'learned', learns: false },
  { name: 'Twin, control', scenarioId: 'classic-act-2-twin', arm: 'none', learns: false },
] as const;

const test = await openTestLab();
const runs = new Map<string, RunSummary[]>(PARTS.map(({ name }) => [name, []]));
for (let seed = 1; seed <= SEEDS; seed += 1) {
  await resetStory();
  for (const { name, ...part } of PARTS) {
    const { runId } = await startRun({ ...part, seed, pace: 'instant' });
    runs.get(name)?.push(await test.settled(runId));
  }
}
await test.close();

console.log(`${SIMULATED_NOTE}; seeds 1 to ${SEEDS}, mean (least to most)`);
for (const [name, all] of runs) {
  const verified = all.filter(
    ({ status }) => status.state === 'completed' && status.outcome === 'verified',
  ).length;
  console.log(
    [
      name.padEnd(21),
      `verified ${verified}/${all.length}`,
      `DevOps ${spread(all.map(({ calls }) => calls.devops))}`,
      `skill ${spread(all.map(({ calls }) => calls.skill))}`,
      `total ${spread(all.map(({ calls }) => calls.total))}`,
      `tokens ${spread(all.map(({ inputTokens, outputTokens }) => inputTokens + outputTokens))}`,
    ].join('  '),
  );
}
process.exit(0);

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${mean.toFixed(1)} (${Math.min(...values)} to ${Math.max(...values)})`;
}
