import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentStatus } from '#lib/protocol/experiment.ts';

interface Spent {
  tokens: number;
  /** US dollars; null when unknown. */
  cost: number | null;
}
type Stopped = Extract<ExperimentStatus, { state: 'stopped' }>;

/** Keeps an experiment within its caps: a block begins only if what all blocks at work and it are expected to take still fits. */
export class BudgetGuard {
  readonly #budget: ExperimentPlan['budget'];
  readonly #expected: Spent;
  #tokens = 0;
  #cost = 0;
  #runs = 0;
  #reserved = 0;

  /** `expected`: of one run, from what was measured before; used until this experiment has runs of its own. */
  constructor(budget: ExperimentPlan['budget'], expected: Spent) {
    this.#budget = budget;
    this.#expected = expected;
  }

  /** A run has ended; also one that failed, since it was paid for. */
  spend({ tokens, cost }: Spent): void {
    this.#tokens += tokens;
    this.#cost += cost ?? 0;
    this.#runs += 1;
  }

  /** Reserves a block of so many runs, or says which cap does not hold it. */
  reserve(runs: number): Stopped | null {
    const coming = this.#reserved + runs;
    const perRun = this.#perRun();
    const tokens = this.#tokens + coming * perRun.tokens;
    const cost = this.#cost + coming * (perRun.cost ?? 0);
    const { maxTokens, maxCost } = this.#budget;
    if (maxTokens !== null && tokens > maxTokens) {
      return stopped(
        'budget_tokens',
        `${Math.round(this.#tokens)} tokens are used and the next block would exceed the cap of ${maxTokens}.`,
      );
    }
    if (maxCost !== null && cost > maxCost) {
      return stopped(
        'budget_cost',
        `$${this.#cost.toFixed(2)} are spent and the next block would exceed the cap of $${maxCost.toFixed(2)}.`,
      );
    }
    this.#reserved += runs;
    return null;
  }

  /** A reserved block has ended. */
  release(runs: number): void {
    this.#reserved -= runs;
  }

  #perRun(): Spent {
    if (this.#runs === 0) return this.#expected;
    return { tokens: this.#tokens / this.#runs, cost: this.#cost / this.#runs };
  }
}

const stopped = (cause: Stopped['cause'], says: string): Stopped => ({ state: 'stopped', cause, says });
