import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { compareRuns } from './compare-arms.ts';
import { startRun } from '../runs/start-run.ts';

let test: TestLab;
beforeAll(async () => {
  test = await openTestLab();
});
afterAll(() => test.close());

it('keeps chosen runs on a negative twin apart from those where a skill can save something', async () => {
  const ids: string[] = [];
  for (const scenarioId of ['classic-act-2', 'classic-act-2-twin']) {
    const { runId } = await startRun({ scenarioId, seed: 1, arm: 'none', pace: 'instant', learns: false });
    await test.settled(runId);
    ids.push(runId);
  }
  const { rows, benefitClasses, harmClasses } = await compareRuns(ids);
  const within = (classes: typeof benefitClasses) =>
    rows.filter((row) => classes.includes(row.class)).map(({ scenarioId }) => scenarioId);
  expect(within(benefitClasses)).toEqual(['classic-act-2']);
  expect(within(harmClasses)).toEqual(['classic-act-2-twin']);
});
