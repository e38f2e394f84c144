import { afterEach, expect, it } from 'vitest';
import { FIGURES, ownFigures } from '#components/run/figures.ts';
import { prepareMoments } from '#components/run/prepare-moments.ts';
import { preparePoints, serviceSeries } from '#components/run/prepare-points.ts';
import { createEnvironment, findScenario } from '#lib/environment/index.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { startRun } from '#lib/server/runs/start-run.ts';
import { openTestLab, type TestLab } from './open-test-lab.ts';

let test: TestLab | null = null;
afterEach(async () => {
  await test?.close();
  test = null;
});

it.each(['classic-act-1', 'classic-act-2', 'classic-act-2-twin', 'retry-storm-learn'])(
  'scrubbing through %s shows at every tick what its calls make in a fresh environment',
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

    // What came after, against calls that do nothing but pass a tick each.
    const points = preparePoints(moments, view.aftermath);
    const after = points.filter(({ kind }) => kind === 'after');
    const alone = after.map(() => {
      environment.execute('read_config', '{"service_name":"nobody"}');
      return environment.snapshot();
    });
    expect(after).toHaveLength(20);
    for (const { name } of environment.snapshot().services) {
      for (const { id, of } of [...FIGURES, ...ownFigures(points, name)]) {
        expect({ name, id, values: serviceSeries(after, name, of) }).toEqual({
          name,
          id,
          values: serviceSeries(alone, name, of),
        });
      }
    }
    // No tick is missing, also not while a restart takes several.
    const ticks = [...new Set(points.map(({ tick }) => tick))];
    expect(ticks).toEqual(ticks.map((_, index) => index));
    expect(points.filter(({ kind }) => kind === 'during')).toHaveLength(
      2 * view.calls.filter(({ name, outcome }) => name === 'restart_service' && outcome === 'ok').length,
    );
  },
);
