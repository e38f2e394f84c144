import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseEnv } from '#lib/server/lab/parse-env.ts';
import { buildApp } from './build-app.ts';
import { buildState } from './build-state.ts';
import { endWithNpm } from './end-with-npm.ts';
import { loadEnvFiles } from './load-env-files.ts';
import { whyNotFree } from './why-not-free.ts';

/**
 * `npm start`: checks what can be checked before anything runs, builds when the sources are newer than the build, and
 * becomes the server. Next runs in this very process, so a signal, even kill -9, reaches the lab itself.
 */
const root = join(import.meta.dirname, '../..');

async function start(): Promise<void> {
  process.chdir(root);
  endWithNpm();
  loadEnvFiles(root);
  process.env.NEXT_TELEMETRY_DISABLED ??= '1';

  const env = parseEnv(process.env);
  if (!env.ok) return giveUp(env.mistakes.map((mistake) => `Configuration: ${mistake}`));
  const { host, port } = env.config;
  const occupied = await whyNotFree(host, port);
  if (occupied) return giveUp([occupied]);

  const distDir = process.env.NEXT_DIST_DIR ?? '.next';
  const state = buildState(root, distDir);
  if (state !== 'current') {
    console.log(
      state === 'missing'
        ? 'Building the lab (once).'
        : 'The sources are newer than the build: building again.',
    );
    if (!(await buildApp(root, distDir)))
      return giveUp(['The build did not succeed; its own messages are above.']);
  }
  void announce(host, port);
  serve(host, port);
}

/** What `next start` does, without another process between the caller's signals and the server. */
function serve(host: string, port: number): void {
  process.argv.splice(2, process.argv.length, 'start', '--hostname', host, '--port', String(port));
  createRequire(import.meta.url)('next/dist/bin/next');
}

const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** One line with the address as soon as the lab answers. */
async function announce(host: string, port: number): Promise<void> {
  const own = EVERYWHERE.has(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  for (;;) {
    const answered = await fetch(`http://${own}:${port}/icon.svg`).catch(() => null);
    if (answered) break;
    await delay(50);
  }
  console.log(`Auto-Learn Lab is ready: http://${own === '127.0.0.1' ? 'localhost' : own}:${port}`);
}

function giveUp(lines: readonly string[]): void {
  console.error(lines.join('\n'));
  process.exitCode = 1;
}

await start();
