import { expect, it } from 'vitest';
import { checkEstimate } from './check-estimate.ts';

const estimate = { inputTokens: 900_000, outputTokens: 100_000, cost: 2.5 };

it('warns at the budget when the estimate is above a cap, and says both figures', () => {
  const [problem, ...others] = checkEstimate({ budget: { maxTokens: 150_000, maxCost: null } }, estimate);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ level: 'warn', field: 'budget' });
  expect(problem?.says).toContain('1,000,000 tokens are expected and the cap is 150,000');
  expect(checkEstimate({ budget: { maxTokens: null, maxCost: 2 } }, estimate)[0]?.says).toContain('$2.50');
});

it('says nothing when the caps hold it, there are none, or nothing is known', () => {
  const unknown = { inputTokens: null, outputTokens: null, cost: null };
  expect(checkEstimate({ budget: { maxTokens: 1_000_000, maxCost: 3 } }, estimate)).toEqual([]);
  expect(checkEstimate({ budget: { maxTokens: null, maxCost: null } }, estimate)).toEqual([]);
  expect(checkEstimate({ budget: { maxTokens: 1, maxCost: 1 } }, unknown)).toEqual([]);
});
