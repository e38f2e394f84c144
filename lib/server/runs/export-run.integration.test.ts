import { expect, it } from 'vitest';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { beginPlay, openToPlay, resolvePlay } from '#lib/testing/play-harness.ts';
import { exportRun } from './export-run.ts';
import { startRun } from './start-run.ts';

it('a run’s file says whose figures it holds: of the offline model, and of nobody else', async () => {
  const test = await openToPlay();
  const { runId } = await startRun({
    scenarioId: 'classic-act-1',
    seed: 1,
    arm: 'none',
    pace: 'instant',
    learns: false,
  });
  // What is learned from it is told in its events, too.
  await test.settled(runId);
  const events = await test.events(runId);
  const file = { format: 'auto-learn-lab/run@1', note: SIMULATED_NOTE, summary: { runId }, events };
  expect(await (await exportRun(runId)).json()).toMatchObject(file);

  const playedId = await beginPlay();
  await resolvePlay(playedId);
  const played = await (await exportRun(playedId)).json();
  expect(played).toMatchObject({ note: null, summary: { runId: playedId } });
});
