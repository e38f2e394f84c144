import type { RunView } from '#lib/protocol/run-view.ts';
import { usageOfAttempts } from '#lib/protocol/learning-usage.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import type { LearningCost } from '#lib/stats/analysis/measure-pay-back.ts';

type Part = number | null;
const plus = (a: Part, b: Part): Part => (a === null || b === null ? null : a + b);

/** What it cost to learn by these runs, also by those that failed: the runs and, where the service tells, its own agents. */
export function learningCostOf(views: readonly RunView[]): LearningCost {
  const runs = views.map(summariseRun);
  const sum = (values: readonly Part[]) => values.reduce<Part>(plus, 0);
  const usages = views.map(({ learning }) => usageOfAttempts(learning));
  const known = usages.filter((usage) => usage !== null);
  const isKnown = views.some(({ learning }, index) => learning.attempts > 0 && usages[index] !== null);
  const pipeline = isKnown
    ? { tokens: sum(known.map(({ tokens }) => tokens)), cost: sum(known.map(({ cost }) => cost)) }
    : null;
  const isAtLeast = isKnown && (known.length < usages.length || known.some((usage) => usage.isAtLeast));
  const counted = (of: Part, own: Part | undefined) =>
    own === null || own === undefined ? of : plus(of, own);
  return {
    calls: sum(runs.map(({ calls }) => calls.total)),
    tokens: counted(
      sum(runs.map(({ inputTokens, outputTokens }) => inputTokens + outputTokens)),
      pipeline?.tokens,
    ),
    cost: counted(sum(runs.map(({ cost }) => cost)), pipeline?.cost),
    pipeline,
    ...(isAtLeast ? { isAtLeast } : {}),
  };
}

/** The mean of several independent learnings. The pipeline's part counts only where it is known of all of them. */
export function meanLearningCost(costs: readonly LearningCost[]): LearningCost | null {
  if (costs.length === 0) return null;
  const mean = (values: readonly Part[]): Part => {
    const sum = values.reduce<Part>(plus, 0);
    return sum === null ? null : sum / values.length;
  };
  const isOld = costs.some(({ pipeline }) => pipeline === undefined);
  const isAtLeast = costs.some((each) => each.isAtLeast);
  const whole = { calls: mean(costs.map(({ calls }) => calls)), ...(isAtLeast ? { isAtLeast } : {}) };
  if (isOld)
    return {
      ...whole,
      tokens: mean(costs.map(({ tokens }) => tokens)),
      cost: mean(costs.map(({ cost }) => cost)),
    };
  const part = (unit: 'tokens' | 'cost') => mean(costs.map(({ pipeline }) => pipeline?.[unit] ?? null));
  const [tokens, cost] = [part('tokens'), part('cost')];
  const counted = (unit: 'tokens' | 'cost', isKnown: boolean) =>
    mean(costs.map((each) => (isKnown ? each[unit] : plus(each[unit], -(each.pipeline?.[unit] ?? 0)))));
  return {
    ...whole,
    tokens: counted('tokens', tokens !== null),
    cost: counted('cost', cost !== null),
    pipeline: tokens === null && cost === null ? null : { tokens, cost },
  };
}
