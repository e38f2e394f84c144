import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '#lib/testing/find-chromium.ts';
import { LabProcess } from '#lib/testing/lab-process.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { median, quantile } from './median.ts';

/**
 * The built app as a visitor meets it: start, first page, click to first event, event to browser, the whole story,
 * memory and first-load JavaScript. Needs `npm run build`.
 */
const CLICKS = 5;
const { dataDir, remove } = temporaryLab();

const launched = performance.now();
const lab = await LabProcess.start({ dataDir });
const response = await fetch(lab.url);
await response.text();
say('next start → first page', `${(performance.now() - launched).toFixed(0)} ms`);
say('idle RSS', `${rss(lab.pid)} MB`);

const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
const page = await browser.newPage();
const first = await lab.startPart('act1');
await lab.settled(first.runId);
for (const path of ['/', '/runs', `/runs/${first.runId}`, '/skills', '/compare', '/settings'])
  say(`first-load JS ${path}`, `${(await firstLoad(page, path)).toFixed(0)} KB gzip`);

const clicks: { event: number; row: number }[] = [];
for (let click = 0; click < CLICKS; click += 1) clicks.push(await clickToFirstEvent(page));
say(
  'click Run Act 1 → first event on screen',
  `${median(clicks.map(({ event }) => event)).toFixed(0)} ms median of ${CLICKS}`,
);
say(
  'click Run Act 1 → first row of the transcript',
  `${median(clicks.map(({ row }) => row)).toFixed(0)} ms median of ${CLICKS}`,
);

const lags = await eventLags(page);
say(
  'event stored → browser',
  `p50 ${median(lags).toFixed(0)} ms, p95 ${quantile(lags, 0.95).toFixed(0)} ms over ${lags.length} events`,
);

const story = performance.now();
await fetch(`${lab.url}/api/story/reset`, { method: 'POST' });
for (const part of ['act1', 'act2', 'control'] as const) await lab.settled((await lab.startPart(part)).runId);
say(
  'whole story without pace (Act 1, learning, Act 2, control)',
  `${(performance.now() - story).toFixed(0)} ms`,
);
say('RSS after the runs', `${rss(lab.pid)} MB`);

await browser.close();
await lab.stop();
remove();
process.exit(0);

function say(what: string, figure: string): void {
  console.log(`${what.padEnd(62)} ${figure}`);
}

/** Resident memory of the server process in MB (Linux). */
function rss(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

/** All scripts that a fresh visit fetches, compressed one by one. */
async function firstLoad(target: Page, path: string): Promise<number> {
  const context = await browser.newContext();
  const visitor = await context.newPage();
  const sizes: Promise<number>[] = [];
  visitor.on('response', (each) => {
    if (each.request().resourceType() === 'script')
      sizes.push(
        each.body().then(
          (body) => gzipSync(body, { level: 9 }).length,
          () => 0,
        ),
      );
  });
  await visitor.goto(lab.url + path, { waitUntil: 'load' });
  await target.waitForTimeout(500);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return bytes / 1024;
}

/** From the click to the first event on screen (what the run waits for) and to the first row of its transcript. */
async function clickToFirstEvent(target: Page): Promise<{ event: number; row: number }> {
  await fetch(`${lab.url}/api/story/reset`, { method: 'POST' });
  await target.goto(lab.url);
  await target.getByRole('button', { name: 'Run Act 1' }).first().waitFor();
  await target.waitForTimeout(800);
  // Watched inside the page: asking from outside would add its own polling.
  const seen = await target.evaluate(
    () =>
      new Promise<{ event: number; row: number }>((resolve) => {
        const begin = performance.now();
        let event = 0;
        const look = () => {
          const text = document.querySelector('main')?.innerText ?? '';
          if (event === 0 && text.includes('waiting for')) event = performance.now() - begin;
          if (text.includes('Please diagnose')) resolve({ event, row: performance.now() - begin });
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
        [...document.querySelectorAll('button')]
          .find(({ innerText }) => innerText.includes('Run Act 1'))
          ?.click();
      }),
  );
  const runs = await fetch(`${lab.url}/api/story`).then((answer) => answer.json());
  await lab.settled(runs.act1.runId);
  return seen;
}

/** Differences between an event's `at` and its arrival in a page of the same machine, over one run at watching pace. */
async function eventLags(target: Page): Promise<number[]> {
  await fetch(`${lab.url}/api/story/reset`, { method: 'POST' });
  await target.goto(`${lab.url}/runs`);
  const collecting = target.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const source = new EventSource('/api/events');
        source.addEventListener('run', ({ data }) => {
          const { event } = JSON.parse(data);
          seen.push(Date.now() - Date.parse(event.at));
          if (event.type === 'learning.completed') {
            source.close();
            resolve(seen);
          }
        });
      }),
  );
  await target.waitForTimeout(300);
  await lab.startPart('act1', 'watch');
  return collecting;
}
