import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import type { PairedUnit } from '#lib/stats/analysis/paired-units.ts';
import { armName } from '#lib/stats/analysis/words.ts';
import type { MethodId } from '#lib/stats/method-notes.ts';

/** What stands behind a figure. */
export interface Evidence {
  /** After the title of `scenarioId`, if there is one. */
  title: string;
  /** The scenario that it is about. */
  scenarioId?: string;
  /** The figure itself. */
  value: string;
  /** How it came about, a sentence each. */
  says: string[];
  methods: MethodId[];
  rowIds: string[];
  /** Runs that were learned from are behind it, too: all of them, or that of one learning. */
  learned?: 'all' | { distillationId: string };
}

export const idsOf = (units: readonly PairedUnit[]): string[] => [
  ...new Set(units.flatMap(({ pairs }) => pairs.flatMap((pair) => [pair.treatedId, pair.controlId]))),
];
export const namesOf = ({ contrast }: ContrastResult): string =>
  `${armName(contrast.treated)} against ${armName(contrast.control)}`;
/** How the spread over what was drawn is measured. */
export const spreadOf = ({ unit }: Pick<ContrastResult, 'unit'>): MethodId =>
  unit === 'scenario_and_distillation' ? 'two_way' : 't_on_scenarios';
