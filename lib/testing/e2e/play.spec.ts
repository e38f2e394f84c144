import { expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { runEventsBodySchema } from '#lib/protocol/http.ts';
import { runSummarySchema } from '#lib/protocol/run-record.ts';
import { LabProcess } from '../lab-process.ts';
import { temporaryLab, type TemporaryLab } from '../temporary-lab.ts';

const LAST_WORDS =
  'api-gateway gave up on backend-api too early: upstream_timeout_ms was 5000, near its p99. I raised it to 9000 and restarted it.';

const commandLine = (page: Page) => page.getByRole('combobox', { name: 'Command' });
const used = (page: Page, calls: number) => expect(page.getByText(`${calls} of 40 calls`)).toBeVisible();

/** Types a line into the console and waits for its result. */
async function type(page: Page, line: string, calls: number) {
  await commandLine(page).fill(line);
  await page.keyboard.press('Enter');
  await used(page, calls);
}

async function finish(page: Page) {
  await page.getByLabel('When you are done').fill(LAST_WORDS);
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByText('verified', { exact: true }).first()).toBeVisible();
}

function runIdOf(page: Page): string {
  const [, runId = ''] = /\/runs\/(\w+)/.exec(page.url()) ?? [];
  return runId;
}

test('a person resolves the first incident by hand, is judged like an agent, and teaches a skill', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  // Other files may have taught the same already; then there is nothing new to learn.
  expect((await page.request.post('/api/story/reset')).ok()).toBe(true);
  await page.goto('/play/classic-act-1');
  await expect(page.getByText('502').first()).toBeVisible();
  await page.getByRole('checkbox', { name: /Learn from my session/ }).check();
  await page.getByRole('button', { name: 'Play' }).dblclick();
  await page.waitForURL(/\/runs\/run_/);
  const runId = runIdOf(page);

  // The system stays hidden, and nobody is named who was not read of.
  await expect(page.getByRole('heading', { name: 'Your move' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'System' })).toHaveCount(0);
  await expect(page.getByRole('main')).not.toContainText('backend-api');

  // By keyboard, with completion; by buttons; by a line with a note.
  await commandLine(page).focus();
  await page.keyboard.type('sta');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(commandLine(page)).toHaveValue('status api-gateway ');
  await page.keyboard.press('Enter');
  await used(page, 1);
  await page.getByText('Logs', { exact: true }).click();
  await page.getByRole('button', { name: 'Read logs' }).dblclick();
  await used(page, 2);
  await page.getByLabel(/Note that goes/).fill('How slow is the upstream?');
  await type(page, 'status backend-api', 3);
  await expect(page.getByText('How slow is the upstream?')).toBeVisible();
  await type(page, 'config api-gateway', 4);

  // A reload and another tab show the same run; what one does the other sees.
  await page.reload();
  await used(page, 4);
  const other = await context.newPage();
  await other.goto(page.url());
  await type(other, 'set api-gateway upstream_timeout_ms 9000', 5);
  await used(page, 5);
  await other.close();
  await type(page, 'restart api-gateway', 6);
  await type(page, 'status api-gateway', 7);
  await finish(page);

  // Now everything is shown: the system, and what happened in it over time.
  await expect(page.getByRole('heading', { name: 'System' })).toBeVisible();
  await expect(page.getByText('upstream_timeout_ms = 9000 (api-gateway)')).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Moment of the run' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'Before call 1 of 7');
  await expect(page.getByRole('img', { name: /^api-gateway errors from 3\d/ }).first()).toBeVisible();

  const run = async () => runSummarySchema.parse(await (await page.request.get(`/api/runs/${runId}`)).json());
  await expect.poll(async () => (await run()).learning.state, { timeout: 60_000 }).toBe('completed');
  expect(await run()).toMatchObject({
    status: { outcome: 'verified' },
    plan: { model: { kind: 'person' } },
    calls: { total: 7 },
  });
  const log = runEventsBodySchema.parse(await (await page.request.get(`/api/runs/${runId}/events`)).json());
  expect(checkStream(log.events)).toEqual([]);

  await page.goto('/runs?agent=person');
  await expect(page.getByText('played by you').filter({ visible: true }).first()).toBeVisible();
});

test.describe('kill -9 while a person plays', () => {
  let folder: TemporaryLab | null = null;
  let lab: LabProcess | null = null;

  test.afterEach(async () => {
    await lab?.stop();
    folder?.remove();
  });

  test('the run waits, and goes on in the same tab once the lab is back', async ({ page }) => {
    test.setTimeout(120_000);
    folder = temporaryLab();
    const { dataDir } = folder;
    lab = await LabProcess.start({ dataDir });
    const port = Number(new URL(lab.url).port);
    const start = { scenarioId: 'classic-act-1', agent: 'person' };
    const { runId } = await lab.post('/api/runs', start, z.object({ runId: z.string() }));
    await page.goto(`${lab.url}/runs/${runId}`);
    await type(page, 'status api-gateway', 1);
    await type(page, 'set api-gateway upstream_timeout_ms 9000', 2);
    const before = await lab.events(runId);
    await lab.kill();

    // A move that nobody answers is not lost: the line stays.
    await commandLine(page).fill('restart api-gateway');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The lab did not answer.')).toBeVisible();
    await expect(commandLine(page)).toHaveValue('restart api-gateway');

    lab = await LabProcess.start({ dataDir, port });
    await type(page, 'restart api-gateway', 3);
    await finish(page);
    const events = await lab.events(runId);
    expect(events.slice(0, before.length)).toEqual(before);
    expect(checkStream(events)).toEqual([]);
  });
});
