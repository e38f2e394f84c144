import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { failedTest, summariseSteps, type StepResult } from './summarise-steps.ts';

/** `npm test`: every check, in the order in which a mistake is found soonest. `npm test -- unit e2e` runs these two. */
const STEPS: Record<string, string> = {
  types: 'check:types',
  lint: 'check:lint',
  format: 'check:format',
  imports: 'check:imports',
  unit: 'test:unit',
  integration: 'test:integration',
  build: 'build',
  e2e: 'test:e2e',
};
const root = join(import.meta.dirname, '../..');

async function runStep(name: string, script: string): Promise<StepResult> {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const begun = performance.now();
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
      NEXT_TELEMETRY_DISABLED: '1',
      // Tests start the lab's own programs dozens of times; stripping and compiling their sources was half of each start.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/node-compile'),
    },
  });
  const told: Told = { skipped: [], failed: [] };
  const exit = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  await Promise.all([pass(child.stdout, process.stdout, told), pass(child.stderr, process.stderr, told)]);
  return { name, ok: (await exit) === 0, seconds: (performance.now() - begun) / 1000, ...told };
}

type Told = Pick<StepResult, 'skipped' | 'failed'>;

/** Shows output as it comes; what a step says it skipped and which tests failed is told again at the end. */
async function pass(from: Readable, to: Writable, { skipped, failed }: Told): Promise<void> {
  for await (const line of createInterface({ input: from, crlfDelay: Infinity })) {
    to.write(`${line}\n`);
    if (line.startsWith('SKIPPED: ')) skipped.push(line);
    const test = failedTest(line);
    if (test !== null) failed.push(test);
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; the steps are ${Object.keys(STEPS).join(', ')}.`);
  process.exit(1);
}

const results: StepResult[] = [];
for (const [name, script] of Object.entries(STEPS)) {
  if (wanted.length === 0 || wanted.includes(name)) results.push(await runStep(name, script));
}
console.log(`\n${summariseSteps(results)}`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
