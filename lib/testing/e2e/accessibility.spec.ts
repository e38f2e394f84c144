import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { storyViewSchema } from '#lib/protocol/story.ts';

const VIEWS = [
  { name: 'light', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light' },
] as const;

test.describe('pages are clean for axe (WCAG 2.2 AA) and fit their screen', () => {
  test.beforeAll(async ({ request }) => {
    // Something to look at: a run, a skill and a control.
    test.setTimeout(120_000);
    const story = async () => storyViewSchema.parse(await (await request.get('/api/story')).json());
    for (const part of ['act1', 'act2', 'control'] as const) {
      await request.post('/api/story/runs', { data: { part, pace: 'instant' } });
      await expect
        .poll(async () => (await story())[part]?.learning.state ?? 'none', { timeout: 60_000 })
        .toMatch(/completed|skipped/);
    }
  });

  for (const { name, width, height, colorScheme } of VIEWS) {
    test(name, async ({ browser, baseURL, request }) => {
      test.setTimeout(180_000);
      const { act1, act2, control, learned } = storyViewSchema.parse(
        await (await request.get('/api/story')).json(),
      );
      const played = await request.post('/api/runs', {
        data: { scenarioId: 'classic-act-1', agent: 'person', requestId: `accessibility-${name}` },
      });
      const { runId } = z.object({ runId: z.string() }).parse(await played.json());
      const paths = [
        '/',
        '/play/classic-act-1',
        `/runs/${runId}`,
        '/runs',
        `/runs/${act1?.runId}`,
        '/skills',
        `/skills/${learned.skills[0]?.skillId}`,
        `/compare?a=${act1?.runId}&b=${act2?.runId}&c=${control?.runId}`,
        '/compare',
        '/experiments',
        '/experiments/new',
        '/experiments/over-time',
        '/experiments/demo-audit',
        '/scenarios',
        '/scenarios/db-pool-learn',
        '/settings',
      ];
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
        ...(baseURL ? { baseURL } : {}),
      });
      // Two pages at a time: one is loaded and drawn while axe looks through the other.
      const walk = async (own: readonly string[]) => {
        const page = await context.newPage();
        for (const path of own) await expectClean(page, path);
      };
      await Promise.all([0, 1].map((half) => walk(paths.filter((_, index) => index % 2 === half))));
      await context.close();
    });
  }
});

async function expectClean(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('main')).toBeVisible();
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
