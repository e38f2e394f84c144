import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Clock } from '#lib/protocol/ports.ts';
import type { ScenarioValidity } from '#lib/protocol/scenario.ts';
import type { Store } from '#lib/store/index.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { oneAtATime } from '#lib/utils/one-at-a-time.ts';
import type { ValidityNews, ValidityTask } from './validity-worker.ts';

interface Dependencies {
  store: Pick<Store, 'scenarios'>;
  clock: Clock;
  onError: (error: unknown) => void;
}

/** Tellings of a scenario that the suite looks at. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Runs the validity suite in the background, one scenario at a time, and keeps each report under its key. */
export class ValidityRunner {
  readonly #of: Dependencies;
  readonly #states = new Map<string, Extract<ScenarioValidity, { state: 'running' | 'failed' }>>();
  readonly #turn = oneAtATime();
  #worker: Worker | null = null;
  #closed = false;

  constructor(dependencies: Dependencies) {
    this.#of = dependencies;
  }

  /** What is under way or went wrong under this key; null when neither. */
  state(key: string): ScenarioValidity | null {
    return this.#states.get(key) ?? null;
  }

  /** Starts unless it is under way already; resolves at its end, which need not be waited for. */
  async start(key: string, task: Omit<ValidityTask, 'seeds'>): Promise<void> {
    if (this.#states.get(key)?.state === 'running') return;
    this.#states.set(key, { state: 'running', done: 0, of: SEEDS.length });
    await this.#turn(async () => {
      try {
        if (this.#closed) throw new Error('The lab is closing.');
        const { checks, tookMs } = await this.#work(key, { ...task, seeds: SEEDS });
        const passed = checks.every((check) => check.passed);
        await this.#of.store.scenarios.setValidity(key, {
          scenarioId: task.scenario.id,
          passed,
          seeds: SEEDS.length,
          checks,
          checkedAt: new Date(this.#of.clock.now()).toISOString(),
          tookMs,
        });
        this.#states.delete(key);
      } catch (error) {
        if (!this.#closed) {
          this.#of.onError(error);
          // Said on its page, where it can be started again; only what a stop interrupts goes on by itself.
          await this.#of.store.scenarios.unwantValidity(key).catch(this.#of.onError);
        }
        this.#states.set(key, { state: 'failed', message: errorMessage(error) });
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  async #work(key: string, workerData: ValidityTask): Promise<Extract<ValidityNews, { kind: 'done' }>> {
    const file = join(
      /* turbopackIgnore: true */ process.cwd(),
      'lib',
      'server',
      'scenarios',
      'validity-worker.ts',
    );
    // No environment: what it calculates needs none, and secrets stay here.
    const worker = new Worker(file, { workerData, env: {} });
    this.#worker = worker;
    try {
      return await new Promise((resolve, reject) => {
        worker.on('message', (news: ValidityNews) => {
          if (news.kind === 'done') return resolve(news);
          this.#states.set(key, { state: 'running', done: news.done, of: SEEDS.length });
        });
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('The suite stopped before its end.')));
      });
    } finally {
      this.#worker = null;
      await worker.terminate();
    }
  }
}
