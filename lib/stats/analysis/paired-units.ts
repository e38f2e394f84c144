import { meanInterval, meanOf, type MeanEstimate } from '../mean-interval.ts';
import { twoWayMean } from '../two-way-mean.ts';
import type { Claim } from './analysis-rules.ts';
import type { RunPair } from './pair-rows.ts';
import type { ScenarioClass } from './run-row.ts';

/** What is drawn independently, and so what the uncertainty is over. */
export type UnitKind = 'pair' | 'scenario' | 'scenario_and_distillation';

export const UNIT_OF_CLAIM: Record<Claim, UnitKind> = {
  incident: 'pair',
  family: 'scenario',
  'across-families': 'scenario',
  pipeline: 'scenario_and_distillation',
  models: 'scenario',
};

/** One independent unit with the pairs of runs that it is the mean of. */
export interface PairedUnit {
  id: string;
  scenarioId: string;
  class: ScenarioClass;
  distillationId: string | null;
  /** Mean of its pairs' values, with their own spread: t, or for success Tango's interval. */
  own: MeanEstimate;
  value: number;
  pairs: { treatedId: string; controlId: string; seed: number; value: number }[];
}

const ID_OF: Record<UnitKind, (pair: RunPair) => string> = {
  pair: ({ scenarioId, seed, treated }) => `${scenarioId} · seed ${seed} · ${treated.id}`,
  scenario: ({ scenarioId }) => scenarioId,
  scenario_and_distillation: ({ scenarioId, distillationId }) =>
    `${scenarioId} · ${distillationId ?? 'none'}`,
};

/** Groups pairs into units; a pair whose value is null is left out and its treated run listed. */
export function toUnits(
  pairs: readonly RunPair[],
  kind: UnitKind,
  valueOf: (pair: RunPair) => number | null,
  level: number,
): { units: PairedUnit[]; withoutValue: string[] } {
  const withoutValue: string[] = [];
  const groups = new Map<string, { first: RunPair; pairs: PairedUnit['pairs'] }>();
  for (const pair of pairs) {
    const value = valueOf(pair);
    if (value === null) {
      withoutValue.push(pair.treated.id);
      continue;
    }
    const id = ID_OF[kind](pair);
    const group = groups.get(id) ?? { first: pair, pairs: [] };
    group.pairs.push({ treatedId: pair.treated.id, controlId: pair.control.id, seed: pair.seed, value });
    groups.set(id, group);
  }
  const units = [...groups].map(([id, { first, pairs: members }]) => {
    const values = members.map(({ value }) => value);
    return {
      id,
      scenarioId: first.scenarioId,
      class: first.class,
      distillationId: kind === 'scenario' ? null : first.distillationId,
      own: meanInterval(values, level),
      value: meanOf(values),
      pairs: members,
    };
  });
  return { units, withoutValue };
}

/** The overall effect: t on unit means, or two-way where scenarios and distillations are both draws. */
export function estimateUnits(units: readonly PairedUnit[], kind: UnitKind, level: number): MeanEstimate {
  if (kind !== 'scenario_and_distillation')
    return meanInterval(
      units.map(({ value }) => value),
      level,
    );
  return twoWayMean(
    units.map(({ scenarioId, distillationId, value }) => ({
      row: scenarioId,
      column: distillationId ?? '',
      value,
    })),
    level,
  );
}
