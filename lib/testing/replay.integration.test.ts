import { afterEach, expect, it } from 'vitest';
import { prepareMoments } from '#components/run/prepare-moments.ts';
import { createEnvironment, findScenario } from '#lib/environment/index.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { startRun } from '#lib/server/start-run.ts';
import { openTestLab, type TestLab } from './open-test-lab.ts';

let test: TestLab | null = null;
afterEach(async () => {
  await test?.close();
  test = null;
});

it.each(['classic-act-1', 'classic-act-2', 'classic-act-2-twin'])(
  'scrubbing through %s shows at every position the world that its calls make in a fresh environment',
  async (scenarioId) => {
    test = await openTestLab();
    const { runId } = await startRun({ scenarioId, seed: 7, arm: 'none', pace: 'instant', learns: false });
    await test.settled(runId);
    const view = foldRunEvents(runId, await test.events(runId));
    const moments = prepareMoments(view);
    const scenario = findScenario(scenarioId);
    if (!scenario) throw new Error(`no scenario ${scenarioId}`);
    const environment = createEnvironment(scenario, 7);
    const replayed = [environment.snapshot()];
    for (const call of view.calls) {
      environment.execute(call.name, call.arguments);
      replayed.push(environment.snapshot());
    }
    expect(view.calls.length).toBeGreaterThan(3);
    // What JSON cannot hold is no part of a snapshot.
    expect(moments.map(({ world }) => world)).toEqual(JSON.parse(JSON.stringify(replayed)));
  },
);
