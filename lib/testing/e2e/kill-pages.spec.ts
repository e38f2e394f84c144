import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { LabProcess } from '../lab-process.ts';
import { temporaryLab, type TemporaryLab } from '../temporary-lab.ts';

/** A slow machine starts a lab within this. */
const RECOVERY_MS = 60_000;
const COMMAND = 'logs api-gateway';

const commandLine = (page: Page) => page.getByRole('combobox', { name: 'Command' });
const notice = (page: Page) => page.getByText('The lab does not answer.');
const toCome = (page: Page) => page.getByText(/^\d+ runs? (is|are) still to come/);
const startButton = (page: Page) => page.getByRole('button', { name: /Freeze and start/ });

test.describe('kill -9 while pages are open', () => {
  let folder: TemporaryLab | null = null;
  let lab: LabProcess | null = null;

  test.afterEach(async () => {
    await lab?.stop();
    folder?.remove();
  });

  test('every page says so, stays as it is, and goes on by itself when the lab is back', async ({
    context,
  }) => {
    test.setTimeout(300_000);
    folder = temporaryLab();
    const { dataDir } = folder;
    lab = await LabProcess.start({ dataDir });
    const port = Number(new URL(lab.url).port);
    const open = (path: string) => openPage(context, `${lab?.url}${path}`);

    const play = await open('/play/classic-act-1');
    await play.getByRole('button', { name: 'Play', exact: true }).click();
    await commandLine(play).fill('status api-gateway');
    await play.keyboard.press('Enter');
    await expect(play.getByText('1 of 40 calls')).toBeVisible();
    const builder = await open('/experiments/new');
    await builder.getByRole('button', { name: 'A/A', exact: false }).first().click();
    await expect(startButton(builder)).toBeEnabled();
    const before = (await startButton(builder).textContent()) ?? '';
    const skills = await open('/skills');
    const settings = await open('/settings');
    const story = await open('/');
    const { experimentId } = await lab.post(
      '/api/experiments',
      {
        claim: 'incident',
        scenarioIds: ['classic-act-2'],
        seeds: 6,
        arms: [{ arm: 'none' }, { arm: 'none' }],
        start: false,
      },
      z.object({ experimentId: z.string() }),
    );
    const arms = await open(`/compare?experiment=${experimentId}`);
    await expect(toCome(arms)).toBeVisible();
    const { runId } = await lab.startPart('act1', 'watch');
    const run = await open(`/runs/${runId}`);
    await lab.until(runId, 30_000, ({ calls }) => calls.total >= 2);
    const pages = { play, builder, arms, skills, settings, story, run };

    await lab.kill();
    for (const page of Object.values(pages))
      await expect(notice(page).first()).toBeVisible({ timeout: 30_000 });
    await expect(run.getByText('reconnecting').first()).toBeVisible();
    await expect(run.getByText('live', { exact: true })).toHaveCount(0);
    // What is done meanwhile is refused and kept, or waits.
    await commandLine(play).fill(COMMAND);
    await play.keyboard.press('Enter');
    await expect(play.getByRole('alert').filter({ hasText: 'The lab did not answer.' })).toBeVisible();
    await expect(commandLine(play)).toHaveValue(COMMAND);
    await builder.getByLabel('Seeds').fill('7');
    await expect(builder.getByRole('alert').filter({ hasText: 'The lab did not answer.' })).toBeVisible();
    await expect(startButton(builder)).toBeDisabled();
    await skills.getByRole('button', { name: 'Open the command palette' }).click();
    await settings.getByRole('link', { name: 'Runs' }).click();

    lab = await LabProcess.start({ dataDir, port });
    for (const page of Object.values(pages))
      await expect(notice(page)).toHaveCount(0, { timeout: RECOVERY_MS });
    await expect(run.getByText('verified', { exact: true }).first()).toBeVisible({ timeout: RECOVERY_MS });
    await expect(story.getByText('verified', { exact: true }).first()).toBeVisible({ timeout: RECOVERY_MS });
    await expect(startButton(builder)).toBeEnabled({ timeout: RECOVERY_MS });
    await expect(startButton(builder)).not.toHaveText(before);
    await expect(skills.getByRole('dialog', { name: 'Command palette' })).toBeVisible({
      timeout: RECOVERY_MS,
    });
    await expect(settings.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible({
      timeout: RECOVERY_MS,
    });
    await commandLine(play).press('Enter');
    await expect(play.getByText('2 of 40 calls')).toBeVisible({ timeout: RECOVERY_MS });
    await lab.post(`/api/experiments/${experimentId}/start`, {}, z.unknown());
    await expect(toCome(arms)).toHaveCount(0, { timeout: RECOVERY_MS });
    // The lab may have died in the midst of drawing the arms again: then that page alone is loaded anew.
    for (const [name, page] of Object.entries(pages).filter((each) => each[1] !== arms))
      await expect(page.locator('body[data-stayed]'), `${name} was not loaded anew`).toBeAttached();
  });
});

/** Opens a page with a mark that it loses when the browser loads it, or an error page in its place, anew. */
async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(() => document.body.setAttribute('data-stayed', ''));
  return page;
}
