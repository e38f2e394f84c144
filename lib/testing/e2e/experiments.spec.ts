import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { experimentViewSchema } from '#lib/protocol/experiment.ts';
import { storyViewSchema } from '#lib/protocol/story.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';

test.describe.configure({ mode: 'serial' });

// Other files tell stories in the same lab; this one begins where a story has both of its acts.
test.beforeAll(async ({ request }) => {
  expect((await request.post('/api/story/reset')).ok()).toBe(true);
  const story = async () => storyViewSchema.parse(await (await request.get('/api/story')).json());
  for (const part of ['act1', 'act2'] as const) {
    await request.post('/api/story/runs', { data: { part, pace: 'instant' } });
    await expect.poll(async () => (await story())[part]?.learning.state).toMatch(/completed|skipped/);
  }
});

const viewOf = async (page: Page) =>
  experimentViewSchema.parse(await (await page.request.get(`/api${new URL(page.url()).pathname}`)).json());
const doneOf = async (page: Page) => (await viewOf(page)).progress.runs.done;

async function download(page: Page, link: Locator): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return file.path();
}

test('from the story to a verdict: plan, watch, pause, read what it rests on, take the evidence along', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto('/');
  await page.getByRole('link', { name: 'Prove it' }).click();
  await expect(page).toHaveURL(/experiments\/new\?preset=story/);

  // What it would take and find out is said before anything runs.
  await page.getByRole('button', { name: 'Quick look' }).click();
  const start = page.getByRole('button', { name: 'Freeze and start 81 runs' });
  await expect(start).toBeEnabled();
  await expect(page.getByRole('group', { name: 'Verdicts of simulated experiments' })).toBeVisible();
  const estimate = page.getByRole('region', { name: 'Estimate' });
  for (const word of ['Time', 'Tokens', 'Cost', 'Tokens and cost:'])
    await expect(estimate).toContainText(word);
  await start.click();
  await expect(page).toHaveURL(/experiments\/exp_/);

  // It runs, waits and goes on while the page looks on.
  await expect.poll(() => doneOf(page)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('paused', { exact: true })).toBeVisible();
  const { progress } = await viewOf(page);
  expect(progress.runs.done).toBeLessThan(progress.runs.planned);
  expect(progress.runs.atWork).toBe(0);
  await expect(page.getByRole('progressbar', { name: 'Blocks' })).toHaveAttribute(
    'value',
    String(progress.blocks.done),
  );
  await page.getByRole('button', { name: 'Resume' }).click();

  const verdict = page.getByRole('region', { name: 'Verdict', exact: true });
  await expect(verdict.getByRole('heading', { level: 2 })).toHaveText(
    /HELPS|HURTS|NO DIFFERENCE|CAN.T TELL YET/,
    { timeout: 120_000 },
  );
  await expect(verdict.getByRole('heading', { level: 3, name: /^[123]\. / })).toHaveCount(3);
  await expect(page.getByText(SIMULATED_NOTE, { exact: true })).toBeVisible();
  expect(await doneOf(page)).toBe(81);

  // A figure opens its formula and the runs that it was made from, and can be linked to.
  await verdict.getByRole('link').first().click();
  const panel = page.getByRole('complementary', { name: 'What the figure rests on' });
  await expect(panel.locator('code').first()).not.toBeEmpty();
  await expect(panel.getByRole('row').nth(1)).toBeVisible();
  await expect(page).toHaveURL(/evidence=/);
  await page.reload();
  await expect(panel.getByRole('row').nth(1)).toBeVisible();
  await panel.getByRole('button', { name: 'Close' }).click();
  await expect(panel).toBeHidden();

  const title = (await verdict.getByRole('heading', { level: 2 }).textContent()) ?? '';
  const bundle = await download(page, page.getByRole('link', { name: 'Evidence bundle' }));
  const said = execFileSync(process.execPath, ['lib/cli/verify-bundle.ts', bundle], { encoding: 'utf8' });
  expect(said).toContain('VERIFIED');
  const report = readFileSync(
    await download(page, page.getByRole('link', { name: 'Report (HTML)' })),
    'utf8',
  );
  expect(report).not.toMatch(/(?:src|href)="https?:/);
  const reader = await page.context().newPage();
  await reader.setContent(report);
  await expect(reader.getByRole('main')).toContainText(title.trim().replace('’', "'"));
  expect(faults).toEqual([]);
});

test('the demo audit takes the walkthrough’s saving apart with one click', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/experiments/demo-audit');
  await page.getByText('6 seeds').click();
  await page.getByRole('button', { name: 'Run the audit' }).click();
  await expect(page).toHaveURL(/experiments\/exp_/);
  const audit = page.getByRole('region', { name: 'Demo audit: what the saving is made of' });
  await expect(audit.getByRole('group').first()).toBeVisible({ timeout: 90_000 });
  await audit.getByText('All calls', { exact: true }).click();
  await expect(audit).toContainText('fewer calls of any kind');
  await audit.getByRole('link', { name: /^The prompt/ }).click();
  const panel = page.getByRole('complementary', { name: 'What the figure rests on' });
  await expect(panel.locator('code').first()).not.toBeEmpty();
  await expect(panel.getByRole('row').nth(1)).toBeVisible();
  expect(await doneOf(page)).toBe(36);
});
