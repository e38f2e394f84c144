import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { experimentRowsBodySchema } from '#lib/protocol/experiment-http.ts';
import { experimentViewSchema } from '#lib/protocol/experiment.ts';
import { LabProcess } from '../lab-process.ts';
import { temporaryLab, type TemporaryLab } from '../temporary-lab.ts';

test.describe('kill -9 in the middle of an experiment', () => {
  let folder: TemporaryLab | null = null;
  let lab: LabProcess | null = null;

  test.afterEach(async () => {
    await lab?.stop();
    folder?.remove();
  });

  test('it goes on by itself, every place of the plan is filled once, and the open page shows the verdict', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    folder = temporaryLab();
    const { dataDir } = folder;
    lab = await LabProcess.start({ dataDir });
    const port = Number(new URL(lab.url).port);
    const created = z.object({ experimentId: z.string() });
    const { experimentId } = await lab.post(
      '/api/experiments',
      {
        claim: 'incident',
        scenarioIds: ['classic-act-2'],
        seeds: 30,
        arms: [{ arm: 'none' }, { arm: 'none' }],
        start: true,
      },
      created,
    );
    const path = `/api/experiments/${experimentId}`;
    const view = () => lab?.get(path, experimentViewSchema);
    await page.goto(`${lab.url}/experiments/${experimentId}`);
    await expect.poll(async () => (await view())?.progress.runs.done, { timeout: 60_000 }).toBeGreaterThan(4);
    await lab.kill();
    // Not before the page has asked in vain.
    await expect(page.getByText('What is shown may be out of date.')).toBeVisible();

    lab = await LabProcess.start({ dataDir, port });
    await expect
      .poll(async () => (await view())?.summary.status.state, { timeout: 120_000 })
      .toBe('completed');
    const after = await view();
    const { rows } = await lab.get(`${path}/rows`, experimentRowsBodySchema);
    const filled = rows.map(({ scenarioId, seed, arm }) => `${scenarioId} ${seed} ${arm}`).toSorted();
    const places = (after?.plan.scenarios ?? []).flatMap(({ scenarioId }) =>
      (after?.plan.seeds ?? []).flatMap((seed) =>
        (after?.plan.arms ?? []).map(({ label }) => `${scenarioId} ${seed} ${label}`),
      ),
    );
    expect(places).toHaveLength(60);
    expect(filled).toEqual(places.toSorted());
    expect(after?.progress.failedAttempts).toEqual([]);
    await expect(page.getByRole('region', { name: 'Verdict', exact: true })).toBeVisible();
  });
});
