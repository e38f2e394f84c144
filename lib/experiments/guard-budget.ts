import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentStatus } from '#lib/protocol/experiment.ts';

export interface Spent {
  tokens: number;
  /** US dollars; null when unknown. */
  cost: number | null;
}
/** What takes a budget: a run of an arm, or an independent learning with all its tries. */
export type Work = 'run' | 'learning';
type Stopped = Extract<ExperimentStatus, { state: 'stopped' }>;

interface Tally {
  ended: number;
  reserved: number;
  tokens: number;
  cost: number;
  /** Of one, from what was measured before this experiment; used until one has ended. */
  expected: Spent;
}

/** Keeps an experiment within its caps: work begins only if what all that is under way and it are expected to take still fits. */
export class BudgetGuard {
  readonly #budget: ExperimentPlan['budget'];
  readonly #tallies: Record<Work, Tally>;

  constructor(budget: ExperimentPlan['budget'], expected: Record<Work, Spent>) {
    this.#budget = budget;
    this.#tallies = { run: tally(expected.run), learning: tally(expected.learning) };
  }

  /** A piece of work has ended, or a try of it that failed, since it was paid for. */
  spend(work: Work, { tokens, cost }: Spent): void {
    const of = this.#tallies[work];
    of.tokens += tokens;
    of.cost += cost ?? 0;
    of.ended += 1;
  }

  /** Reserves so many pieces, or says which cap does not hold them. */
  reserve(work: Work, count: number): Stopped | null {
    const of = this.#tallies[work];
    let [tokens, cost, comingTokens, comingCost] = [0, 0, 0, 0];
    for (const each of Object.values(this.#tallies)) {
      const one = takenByOne(each);
      const pieces = each.reserved + (each === of ? count : 0);
      tokens += each.tokens;
      cost += each.cost;
      comingTokens += pieces * one.tokens;
      comingCost += pieces * (one.cost ?? 0);
    }
    const { maxTokens, maxCost } = this.#budget;
    if (maxTokens !== null && tokens + comingTokens > maxTokens) {
      return stopped(
        'budget_tokens',
        `${Math.round(tokens)} tokens are used and ${NEXT[work]} would exceed the cap of ${maxTokens}.`,
      );
    }
    if (maxCost !== null && cost + comingCost > maxCost) {
      return stopped(
        'budget_cost',
        `$${cost.toFixed(2)} are spent and ${NEXT[work]} would exceed the cap of $${maxCost.toFixed(2)}.`,
      );
    }
    of.reserved += count;
    return null;
  }

  /** So many reserved pieces have ended, or will not begin. */
  release(work: Work, count: number): void {
    this.#tallies[work].reserved -= count;
  }

  /** There is a cap, and nothing says what a piece takes: one should show it before more begin. */
  isBlind(work: Work): boolean {
    const { maxTokens, maxCost } = this.#budget;
    const { tokens, cost } = takenByOne(this.#tallies[work]);
    return (maxTokens !== null && tokens === 0) || (maxCost !== null && (cost ?? 0) === 0);
  }
}

const NEXT = { run: 'the next block', learning: 'the next learning' };

const tally = (expected: Spent): Tally => ({ ended: 0, reserved: 0, tokens: 0, cost: 0, expected });

/** What one piece takes, as far as is known. */
const takenByOne = ({ ended, tokens, cost, expected }: Tally): Spent =>
  ended === 0 ? expected : { tokens: tokens / ended, cost: cost / ended };

const stopped = (cause: Stopped['cause'], says: string): Stopped => ({ state: 'stopped', cause, says });
