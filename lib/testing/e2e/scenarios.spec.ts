import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const EDITOR = 'Scenario file, YAML';

/** Writes at the end of the editor's text. */
async function writeAtEnd(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: EDITOR }).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(text);
}

async function expectNoFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('duplicate a built-in incident, make a mistake, mend it, save, validate and run it', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));

  await page.goto('/scenarios');
  // What is typed before the page has come to life is lost, so it may take a second try.
  await expect(async () => {
    await page.getByRole('searchbox').fill('db-pool-learn');
    await expect(page.getByText(/^1 of \d+ incidents$/)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('link', { name: 'Orders wait for the database', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Show the answer' })).toBeVisible();
  await expect(page.getByText('pool_covers')).toHaveCount(0);
  await expectNoFaults(page);
  await page.getByRole('link', { name: 'Duplicate' }).click();

  // A copy is ready to be saved under an id of its own; a mistake is said at its line and keeps it from being saved.
  const editor = page.getByRole('textbox', { name: EDITOR });
  await expect(editor).toContainText('id: db-pool-learn-copy');
  await expect(page.getByText('No problems: 12 services')).toBeVisible();
  await writeAtEnd(page, 'sloo: 1');
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText("'sloo' is not known here");
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved: the problems below have to be solved first.')).toBeVisible();

  // Not saved, and yet it survives a reload.
  await page.waitForTimeout(500);
  await page.reload();
  await expect(page.getByText('Unsaved text was put back')).toBeVisible();
  await expect(problems).toContainText("'sloo' is not known here");
  await expectNoFaults(page);

  await page.getByRole('textbox', { name: EDITOR }).click();
  await page.keyboard.press('ControlOrMeta+End');
  for (let count = 0; count < 'sloo: 1'.length; count += 1) await page.keyboard.press('Backspace');
  await expect(page.getByText('No problems: 12 services')).toBeVisible();

  // By hand, before it is saved.
  await page.getByRole('tab', { name: 'Console' }).click();
  const command = page.getByRole('combobox', { name: 'Command' });
  const calls = page.getByRole('list', { name: /^Calls/ }).getByRole('listitem');
  for (const [index, line] of ['set orders-api db_pool_max 44', 'restart orders-api'].entries()) {
    await command.fill(line);
    await command.press('Enter');
    await expect(calls).toHaveCount(index + 1);
  }
  await command.fill('done the pool of orders-api was too small');
  await command.press('Enter');
  await expect(page.getByText('verified', { exact: true })).toBeVisible();

  // The form is another view of the same text.
  await page.getByText('Form', { exact: true }).click();
  await page.getByLabel('Title').fill('Orders wait, as with us');
  await expectNoFaults(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(/db-pool-learn-copy\/edit$/);
  await expect(page.getByText('Saved as version 1')).toBeVisible();

  await page.getByRole('link', { name: 'Open its page' }).click();
  await expect(
    page.getByRole('heading', { name: 'Orders wait, as with us', level: 1, exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText(/it can be used in experiments/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Run with agent' }).click();
  await expect(page).toHaveURL(/\/runs\/run_/);

  // What a run uses is not deleted.
  await page.goto('/scenarios/db-pool-learn-copy');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toContainText('One run uses db-pool-learn-copy');
  expect(faults).toEqual([]);
});

test('a save from another tab is noticed, and nothing is lost', async ({ page, request }) => {
  const text =
    'id: two-tabs\nextends: shop\ntitle: One\nsummary: S\nrequest: R\nroot: null\nsymptoms: []\nredHerrings: []\n';
  expect(await (await request.post('/api/scenarios', { data: { text, base: 0 } })).json()).toMatchObject({
    ok: true,
  });
  await page.goto('/scenarios/two-tabs/edit');
  await expect(page.getByRole('textbox', { name: EDITOR })).toContainText('title: One');
  await writeAtEnd(page, '# mine');
  const other = await request.put('/api/scenarios/two-tabs', {
    data: { text: text.replace('One', 'Two'), base: 1 },
  });
  expect(await other.json()).toMatchObject({ ok: true, version: 2 });
  await expect(page.getByText('Not saved; kept in this browser')).toBeVisible();
  await page.getByRole('button', { name: 'Save version 2' }).click();
  await expect(page.getByText('Version 2 of two-tabs was saved meanwhile')).toBeVisible();
  await expect(page.getByRole('textbox', { name: EDITOR })).toContainText('# mine');
  await page.getByRole('button', { name: 'Save mine as version 3' }).click();
  await expect(page.getByText('Saved as version 3')).toBeVisible();
  await page.getByRole('tab', { name: 'Versions (3)' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Version 2' })
    .getByRole('button', { name: 'Put into the editor' })
    .click();
  await expect(page.getByRole('textbox', { name: EDITOR })).toContainText('title: Two');
  const file = await request.get('/api/scenarios/two-tabs/export?version=2');
  expect(await file.text()).toContain('title: Two');
});
