import type { ExperimentPreview, PlanProblem } from '#lib/protocol/experiment-http.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { amountText, dollarText } from '#lib/stats/analysis/figure-texts.ts';

/** What the caps are not expected to hold: such an experiment ends without a verdict, and what it spent is spent. */
export function checkEstimate(
  { budget: { maxTokens, maxCost } }: Pick<ExperimentPlan, 'budget'>,
  {
    inputTokens,
    outputTokens,
    cost,
  }: Pick<ExperimentPreview['estimate'], 'inputTokens' | 'outputTokens' | 'cost'>,
): PlanProblem[] {
  const tokens = inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens;
  const over = [
    maxTokens !== null && tokens !== null && tokens > maxTokens
      ? `about ${amountText(tokens)} tokens are expected and the cap is ${amountText(maxTokens)}`
      : null,
    maxCost !== null && cost !== null && cost > maxCost
      ? `about ${dollarText(cost)} is expected and the cap is ${dollarText(maxCost)}`
      : null,
  ].filter((says) => says !== null);
  return over.map((says) => ({
    level: 'warn',
    code: 'over_budget',
    says: `As estimated, ${says}: it would stop before its end, and without all its runs there is no verdict.`,
    field: 'budget',
    subject: null,
  }));
}
