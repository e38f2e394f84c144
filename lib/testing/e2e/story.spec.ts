import { expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { errorBodySchema } from '#lib/protocol/http.ts';
import { runSummarySchema } from '#lib/protocol/run-record.ts';
import { storyViewSchema } from '#lib/protocol/story.ts';

test.describe.configure({ mode: 'serial' });

// Other files tell stories in the same lab.
test.beforeAll(async ({ request }) => {
  expect((await request.post('/api/story/reset')).ok()).toBe(true);
});

async function story(page: Page) {
  return storyViewSchema.parse(await (await page.request.get('/api/story')).json());
}

/** Act 2 says what it waits for instead of offering a button. */
async function expectLocked(page: Page) {
  await expect(page.getByText('Opens when Act 1 has taught')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run Act 2' })).toHaveCount(0);
}

/** The first place where the text can be seen. */
function shown(page: Page, text: string) {
  return page.getByText(text).filter({ visible: true }).first();
}

/** A visitor's console must stay silent: no blocked script, no hydration fault. */
function watchConsole(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
}

test('the whole story, by clicking: Act 1 → skill → Act 2 → control → compare', async ({ page }) => {
  test.setTimeout(180_000);
  const faults = watchConsole(page);
  await page.goto('/');
  await expectLocked(page);

  // At the pace for watching: tool calls appear one after the other while the run is live.
  await page.getByRole('button', { name: 'Run Act 1' }).click();
  await expect(shown(page, 'check_service_status')).toBeVisible();
  await expect(shown(page, 'update_config')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Run Act 2' })).toBeEnabled({ timeout: 60_000 });
  const learned = await story(page);
  expect(learned.act1?.status).toEqual({ state: 'completed', outcome: 'verified' });
  const skill = learned.learned.skills[0];
  if (!skill) throw new Error('no skill was learned');
  await expect(page.getByText(skill.name).first()).toBeVisible();

  await page.getByText('Instant', { exact: true }).click();
  await page.getByRole('button', { name: 'Run Act 2' }).click();
  await expect
    .poll(async () => (await story(page)).act2?.status.state, { timeout: 60_000 })
    .toBe('completed');
  await page.getByRole('button', { name: 'Run without the skill' }).click();
  await expect
    .poll(async () => (await story(page)).control?.learning.state, { timeout: 60_000 })
    .toBe('skipped');

  const told = await story(page);
  expect(told.act2?.calls.skill).toBeGreaterThan(0);
  expect(told.act2?.calls.devops ?? 99).toBeLessThan(told.control?.calls.devops ?? 0);
  await expect(page.getByText('simulated agent', { exact: false }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Compare' }).last().click();
  await expect(page).toHaveURL(/compare\?/);
  const sentence = `${told.act2?.calls.devops} DevOps calls with the skill and ${told.control?.calls.devops} without`;
  await expect(shown(page, sentence)).toBeVisible();
  expect(faults).toEqual([]);
});

test('the learned skill can be read, checked and downloaded', async ({ page }) => {
  const faults = watchConsole(page);
  const { learned } = await story(page);
  const skill = learned.skills[0];
  if (!skill) throw new Error('no skill was learned');
  await page.goto('/skills');
  await page.getByRole('link', { name: skill.name }).first().click();
  await expect(page.getByText('SKILL.md').first()).toBeVisible();
  const zip = await page.request.get(`/api/skills/${skill.skillId}/zip`);
  expect(zip.headers()['content-type']).toBe('application/zip');
  expect((await zip.body()).subarray(0, 2).toString()).toBe('PK');
  expect(faults).toEqual([]);
});

test('an unknown run, skill or address is said to be unknown', async ({ page }) => {
  for (const path of ['/runs/run_nothing', '/skills/no-such-skill', '/nowhere']) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('main')).toContainText(/no|not/i);
  }
  const answer = await page.request.get('/api/runs/run_nothing');
  expect(answer.status()).toBe(404);
  const { error } = errorBodySchema.parse(await answer.json());
  expect(error.code).toBe('not_found');
});

test('a part that is at work is not started twice, and the answer says so', async ({ request }) => {
  const start = () => request.post('/api/story/runs', { data: { part: 'act1', pace: 'watch' } });
  const answers = await Promise.all([start(), start()]);
  expect(answers.map((answer) => answer.status()).toSorted((a, b) => a - b)).toEqual([201, 409]);
  const started = answers.find((answer) => answer.ok());
  const refused = answers.find((answer) => !answer.ok());
  const { error } = errorBodySchema.parse(await refused?.json());
  expect(error).toMatchObject({ code: 'already_running', message: 'Act 1 is already running.' });

  const { runId } = z.object({ runId: z.string() }).parse(await started?.json());
  expect((await request.post(`/api/runs/${runId}/cancel`)).ok()).toBe(true);
  await expect
    .poll(async () => runSummarySchema.parse(await (await request.get(`/api/runs/${runId}`)).json()).status)
    .toEqual({ state: 'cancelled' });
});

test('the command palette takes what is typed', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /palette/i }).click();
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('settings');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/settings$/);
});

test('starting over asks first, and then tells a new story', async ({ page }) => {
  const before = await story(page);
  await page.goto('/');
  await page.getByRole('button', { name: 'Start over' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect((await story(page)).storyId).toBe(before.storyId);
  await page.getByRole('button', { name: 'Start over' }).click();
  await dialog.getByRole('button', { name: 'Start over' }).click();
  await expect.poll(async () => (await story(page)).storyId).not.toBe(before.storyId);
  await expectLocked(page);
  await page.goto('/skills');
  await expect(page.getByRole('main')).toBeVisible();
});
