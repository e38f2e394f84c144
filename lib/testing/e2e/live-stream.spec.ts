import { type BrowserContext, expect, type Request, test } from '@playwright/test';
import { LabProcess } from '../lab-process.ts';
import { temporaryLab, type TemporaryLab } from '../temporary-lab.ts';

let folder: TemporaryLab | null = null;
let lab: LabProcess | null = null;

test.beforeEach(async () => {
  folder = temporaryLab();
  lab = await LabProcess.start({ dataDir: folder.dataDir });
});
test.afterEach(async () => {
  await lab?.stop();
  folder?.remove();
});

/** Streams that tabs hold open; a closed tab holds none. */
function countStreams(context: BrowserContext): () => number {
  const open = new Set<Request>();
  const isStream = (request: Request) => new URL(request.url()).pathname === '/api/events';
  context.on('request', (request) => {
    if (isStream(request)) open.add(request);
  });
  context.on('requestfailed', (request) => void open.delete(request));
  context.on('requestfinished', (request) => void open.delete(request));
  return () => [...open].filter((request) => !request.frame().page().isClosed()).length;
}

test('seven tabs share one connection and show the same live run; another tab takes over when the first closes', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext();
  const streams = countStreams(context);
  const url = lab?.url ?? '';
  const { runId } = (await lab?.startPart('act1', 'watch')) ?? { runId: '' };
  const tabs = [];
  // More than the six connections that a browser allows per host over HTTP/1.1.
  for (let tab = 0; tab < 7; tab += 1) {
    const page = await context.newPage();
    await page.goto(`${url}/runs/${runId}`);
    tabs.push(page);
  }
  expect(streams()).toBe(1);
  await tabs[0]?.close();
  for (const page of tabs.slice(1)) {
    await expect(page.getByText('verified').filter({ visible: true }).first()).toBeVisible({
      timeout: 60_000,
    });
  }
  await expect.poll(streams).toBe(1);
  await context.close();
});

test('SIGTERM ends the server although a browser holds its stream open', async ({ page }) => {
  await page.goto(lab?.url ?? '');
  await page.waitForTimeout(500);
  const stopped = lab?.stop().then(() => 'stopped');
  const patience = new Promise((resolve) => {
    setTimeout(() => resolve('still alive'), 15_000);
  });
  expect(await Promise.race([stopped, patience])).toBe('stopped');
});
