import type { RunRow, ScenarioClass } from '../analysis/run-row.ts';

/** A row with plain values; tests say what they care about. */
export const rowOf = (change: Partial<RunRow>): RunRow => ({
  id: 'run',
  scenarioId: 'scenario',
  class: 'near',
  seed: 1,
  arm: 'none',
  distillationId: null,
  model: 'm',
  infrastructureError: false,
  verified: true,
  harmful: false,
  claimed: true,
  calls: 20,
  devopsCalls: 20,
  tokens: 20_000,
  cost: 0.1,
  ticksToMitigate: 30,
  errorBudget: 0.2,
  funnel: null,
  ...change,
});

export interface Plan {
  benefit?: number;
  harm?: number;
  seeds?: number;
  arms?: readonly string[];
  /** What one run does, by its place. */
  run: (place: { arm: string; scenario: number; seed: number; class: ScenarioClass }) => Partial<RunRow>;
}

/** A complete experiment: `near` and `noop` scenarios × seeds × arms, ids as "arm/scenario/seed". */
export function rowsOf({
  benefit = 12,
  harm = 8,
  seeds = 5,
  arms = ['none', 'learned'],
  run,
}: Plan): RunRow[] {
  const rows: RunRow[] = [];
  const add = (count: number, name: ScenarioClass) => {
    for (let scenario = 0; scenario < count; scenario += 1)
      for (let seed = 0; seed < seeds; seed += 1)
        for (const arm of arms) {
          const scenarioId = `${name}-${scenario}`;
          rows.push(
            rowOf({
              id: `${arm}/${scenarioId}/${seed}`,
              scenarioId,
              class: name,
              seed,
              arm,
              ...run({ arm, scenario, seed, class: name }),
            }),
          );
        }
  };
  add(benefit, 'near');
  add(harm, 'noop');
  return rows;
}
