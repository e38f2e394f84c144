import { parentPort, workerData } from 'node:worker_threads';
import { validateScenario, type ScenarioDefinition, type ValidityCheck } from '#lib/environment/index.ts';

/** What the runner sends along; both sides are this lab's own code. */
export interface ValidityTask {
  scenario: ScenarioDefinition;
  /** The scenarios that its own are compared with. */
  related: ScenarioDefinition[];
  seeds: number[];
}

export type ValidityNews =
  | { kind: 'progress'; done: number }
  | { kind: 'done'; checks: ValidityCheck[]; tookMs: number };

/** Runs the suite in a thread of its own: it counts for seconds, and the lab must go on answering meanwhile. */
function work({ scenario, related, seeds }: ValidityTask): void {
  const startedAt = performance.now();
  const lookUp = (id: string) => related.find((each) => each.id === id);
  const checks = new Map<string, ValidityCheck>();
  seeds.forEach((seed, index) => {
    for (const check of validateScenario(scenario, seed, { lookUp, once: index === 0 }).checks) {
      const known = checks.get(check.id);
      if (!known) checks.set(check.id, check);
      else if (known.passed && !check.passed) {
        checks.set(check.id, { ...check, detail: `With seed ${seed}: ${check.detail}` });
      }
    }
    tell({ kind: 'progress', done: index + 1 });
  });
  tell({ kind: 'done', checks: [...checks.values()], tookMs: Math.round(performance.now() - startedAt) });
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
const tell = (news: ValidityNews) => parentPort?.postMessage(news);

work(workerData);
