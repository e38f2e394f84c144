import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { experimentOptionsSchema } from '#lib/protocol/experiment-http.ts';
import { experimentViewSchema } from '#lib/protocol/experiment.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { storyViewSchema } from '#lib/protocol/story.ts';

const VIEWS = [
  { name: 'light', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light' },
] as const;

/** A quick experiment to its verdict, for the pages that show one. */
let experimentId = '';

test.describe('pages are clean for axe (WCAG 2.2 AA) and fit their screen', () => {
  test.beforeAll(async ({ request }) => {
    // Something to look at: a run, a skill, a control and an experiment.
    test.setTimeout(240_000);
    const story = async () => storyViewSchema.parse(await (await request.get('/api/story')).json());
    for (const part of ['act1', 'act2', 'control'] as const) {
      await request.post('/api/story/runs', { data: { part, pace: 'instant' } });
      await expect
        .poll(async () => (await story())[part]?.learning.state ?? 'none', { timeout: 60_000 })
        .toMatch(/completed|skipped/);
    }
    await request.post('/api/runs', { data: { scenarioId: 'db-pool-learn' } });
    const { presets } = experimentOptionsSchema.parse(
      await (await request.get('/api/experiments/options')).json(),
    );
    const { claim, scenarioIds, arms } = presets.find(({ id }) => id === 'quick') ?? {};
    const created = await request.post('/api/experiments', {
      data: { claim, scenarioIds, arms, seeds: 1, exploratory: true, start: true },
    });
    ({ experimentId } = z.object({ experimentId: z.string() }).parse(await created.json()));
    const view = async () =>
      experimentViewSchema.parse(await (await request.get(`/api/experiments/${experimentId}`)).json());
    await expect
      .poll(async () => (await view()).summary.status.state, { timeout: 120_000 })
      .toBe('completed');
  });

  for (const { name, width, height, colorScheme } of VIEWS) {
    test(name, async ({ browser, baseURL, request }) => {
      test.setTimeout(420_000);
      const { act1, learned } = storyViewSchema.parse(await (await request.get('/api/story')).json());
      const played = await request.post('/api/runs', {
        data: { scenarioId: 'classic-act-1', agent: 'person', requestId: `accessibility-${name}` },
      });
      const { runId } = z.object({ runId: z.string() }).parse(await played.json());
      // Where figures of the offline model stand, their note stands, too.
      const noted = [
        '/',
        '/runs',
        `/runs/${act1?.runId}`,
        `/skills/${learned.skills[0]?.skillId}`,
        '/compare',
        `/compare?experiment=${experimentId}`,
        '/experiments',
        `/experiments/${experimentId}`,
        '/experiments/new?preset=story',
        '/experiments/over-time',
        '/experiments/demo-audit',
        '/scenarios/db-pool-learn',
      ];
      const paths = [...noted, '/play/classic-act-1', `/runs/${runId}`, '/skills', '/scenarios', '/settings'];
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
        ...(baseURL ? { baseURL } : {}),
      });
      // Two pages at a time: one is loaded and drawn while axe looks through the other.
      const walk = async (own: readonly string[]) => {
        const page = await context.newPage();
        for (const path of own) {
          await expectClean(page, path);
          if (noted.includes(path))
            await expect(page.getByRole('main').getByText(SIMULATED_NOTE).first(), path).toBeVisible();
        }
      };
      await Promise.all([0, 1].map((half) => walk(paths.filter((_, index) => index % 2 === half))));
      await context.close();
    });
  }
});

async function expectClean(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('main')).toBeVisible();
  // What is still being loaded is looked at when it is there.
  await expect(page.locator('main .animate-pulse').filter({ visible: true })).toHaveCount(0);
  await page.waitForTimeout(300);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${path} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect(found).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
}
