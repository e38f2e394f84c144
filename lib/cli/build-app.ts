import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Builds the app with Next in a process of its own (its memory is given back). Returns whether it worked. */
export async function buildApp(root: string, distDir: string): Promise<boolean> {
  const buildId = join(root, distDir, 'BUILD_ID');
  const startedAt = new Date();
  // A build that is interrupted must not look like one that ended.
  rmSync(buildId, { force: true });
  const next = join(root, 'node_modules/next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'build'], { cwd: root, stdio: 'inherit' });
  // Whoever stops this process means the build too; left alone it would go on and block the next one.
  const stop = () => void child.kill('SIGTERM');
  for (const signal of SIGNALS) process.on(signal, stop);
  const [code] = await once(child, 'exit');
  for (const signal of SIGNALS) process.off(signal, stop);
  if (code !== 0) return false;
  // As old as what it was made from: an edit during the build makes it outdated.
  utimesSync(buildId, startedAt, startedAt);
  return true;
}
