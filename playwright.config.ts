import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { ENV_NAMES } from './lib/server/lab/parse-env.ts';
import { CHROMIUM_ARGS, findChromium } from './lib/testing/find-chromium.ts';
import { freePort } from './lib/testing/free-port.ts';

// Playwright reads this file in every worker too; the first reading decides, the others find it in the environment.
process.env.E2E_PORT ??= String(await freePort());
if (!process.env.E2E_DATA_DIR) {
  const dataDir = mkdtempSync(join(tmpdir(), 'auto-learn-lab-e2e-'));
  process.env.E2E_DATA_DIR = dataDir;
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
}
const { E2E_PORT, E2E_DATA_DIR } = process.env;
const url = `http://127.0.0.1:${E2E_PORT}`;

const OWN_LAB = /(kill-.*|live-stream)\.spec\.ts$/;

/** The built app, started as a user starts it, with an empty data folder and nothing of the developer's own settings. */
export default defineConfig({
  testDir: 'lib/testing/e2e',
  testMatch: '*.spec.ts',
  // Two at a time, as the tests wait more than they work: those that share the lab below one after the other, beside those that start
  // (and kill) labs of their own.
  workers: 2,
  projects: [
    { name: 'shared lab', testIgnore: OWN_LAB, workers: 1 },
    { name: 'own lab', testMatch: OWN_LAB, workers: 1 },
  ],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL: url,
    browserName: 'chromium',
    launchOptions: { executablePath: await findChromium(), args: CHROMIUM_ARGS },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `"${process.execPath}" lib/cli/start.ts`,
    url: `${url}/icon.svg`,
    timeout: 240_000,
    stdout: 'pipe',
    env: {
      ...Object.fromEntries(ENV_NAMES.map((name) => [name, ''])),
      PORT: E2E_PORT,
      LAB_DATA_DIR: E2E_DATA_DIR,
    },
    // The lab's streams stay open; it closes them on SIGTERM.
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
