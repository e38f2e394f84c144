import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { listScenarios, readBank, validateScenario } from '#lib/environment/index.ts';

/**
 * `npm run validate -- [--seeds N] [--only id-prefix] [--workers N]`: the validity suite over the built-in incidents, as
 * a table. Ends with 1 when a file is broken or an incident fails.
 */

interface Job {
  id: string;
  seeds: number;
}
interface Outcome {
  id: string;
  milliseconds: number;
  failures: string[];
}

function validate({ id, seeds }: Job): Outcome {
  const scenario = listScenarios().find((candidate) => candidate.id === id);
  const start = performance.now();
  const failures: string[] = [];
  if (!scenario) return { id, milliseconds: 0, failures: ['it is not in the bank'] };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { checks } = validateScenario(scenario, seed, { once: seed === 1 });
    for (const { passed, id: check, detail } of checks) {
      if (!passed) failures.push(`seed ${seed}, ${check}: ${detail}`);
    }
  }
  return { id, milliseconds: performance.now() - start, failures };
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'failures' in value && 'id' in value;
}

/** Hands jobs to workers, one at a time each, and waits for all. */
async function validateAll(jobs: Job[], workers: number, onDone: (outcome: Outcome) => void): Promise<void> {
  const waiting = [...jobs];
  const work = async () => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: 'validate' });
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const done = Promise.withResolvers<Outcome>();
      const onMessage = (message: unknown) => {
        if (isOutcome(message)) done.resolve(message);
      };
      worker.once('message', onMessage);
      worker.once('error', done.reject);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
      worker.postMessage(job);
      // oxlint-disable-next-line no-await-in-loop -- a worker takes one job at a time
      onDone(await done.promise);
      worker.removeListener('error', done.reject);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, work));
}

const SHOWN_FAILURES = 6;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      workers: { type: 'string', default: String(availableParallelism()) },
    },
  });
  const start = performance.now();
  const { scenarios, problems } = readBank();
  for (const { file, line, column, path, message } of problems) {
    console.log(`${file}:${line}:${column} ${path}: ${message}`);
  }
  const seeds = Math.max(1, Number(values.seeds) || 1);
  const jobs = scenarios.filter(({ id }) => id.startsWith(values.only)).map(({ id }) => ({ id, seeds }));
  const outcomes: Outcome[] = [];
  await validateAll(jobs, Math.max(1, Number(values.workers) || 1), (outcome) => outcomes.push(outcome));
  for (const { id, milliseconds, failures } of outcomes.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const verdict = failures.length === 0 ? 'valid' : `${failures.length} failed`;
    console.log(
      `${id.padEnd(34)} ${verdict.padEnd(12)} ${(milliseconds / seeds).toFixed(0).padStart(6)} ms per seed`,
    );
    for (const failure of failures.slice(0, SHOWN_FAILURES)) console.log(`    ${failure}`);
  }
  const failed = outcomes.filter(({ failures }) => failures.length > 0).length;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${outcomes.length} incidents x ${seeds} seeds in ${seconds} s: ${failed} failed, ${problems.length} problems in files`,
  );
  if (failed > 0 || problems.length > 0) process.exitCode = 1;
}

if (isMainThread) await main();
else if (workerData === 'validate') {
  parentPort?.on('message', (job: unknown) => {
    if (typeof job !== 'object' || job === null || !('id' in job) || !('seeds' in job)) return;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    parentPort?.postMessage(validate({ id: String(job.id), seeds: Number(job.seeds) }));
  });
}
