import type { ChartTable } from '#components/charts/chart-table.ts';
import type { IntervalMark } from '#components/charts/prepare-interval-plot.ts';
import { pointsScale, ratioScale, type Scale } from '#lib/utils/scale.ts';
import { logRatioText, pointsText } from '#lib/stats/analysis/figure-texts.ts';
import type { Effect, VersionEffect } from '#lib/protocol/over-time.ts';

export type Outcome = 'calls' | 'success';

/** An effect on one outcome, on the scale that it is drawn on. */
export function estimateOf(effect: Effect, outcome: Outcome) {
  const { calls, success } = effect;
  const value = outcome === 'calls' ? calls.logRatio : success.difference;
  const interval = outcome === 'calls' ? calls.interval : success.interval;
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}

export const writeOutcome = (outcome: Outcome): ((value: number | null) => string) =>
  outcome === 'calls' ? logRatioText : pointsText;

/** Percent or points, for tables and files. */
export const inUnit = (outcome: Outcome, value: number | null): number | null =>
  value === null ? null : (outcome === 'calls' ? Math.expm1(value) : value) * 100;

export const againstText = ({ against }: Pick<VersionEffect, 'against'>): string =>
  against === null ? 'no skill' : `v${against}`;

/** One line per version and control, grouped by skill. */
export function prepareVersions(
  effects: readonly VersionEffect[],
  outcome: Outcome,
): { marks: IntervalMark[]; scale: Scale; table: ChartTable } {
  const write = writeOutcome(outcome);
  const severalOf = (name: string) =>
    new Set(effects.filter((each) => each.name === name).map(({ skillId }) => skillId)).size > 1;
  const marks = effects.map((each): IntervalMark => {
    const { skillId, name, number, effect, together } = each;
    return {
      id: idOf(each),
      label: `v${number} against ${againstText(each)}${together.length > 0 ? ` (with ${together.join(', ')})` : ''}`,
      // Two skills of one name were learned in two spaces.
      group: severalOf(name) ? `${name} (${skillId.slice(0, 8)})` : name,
      colour: each.against === null ? 'text-arm-learned' : 'text-arm-previous',
      ...estimateOf(effect, outcome),
      text: `${write(estimateOf(effect, outcome).value)} · n ${effect.pairs}`,
    };
  });
  const ends = marks.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const unit = outcome === 'calls' ? '%' : 'points';
  return {
    marks,
    scale: outcome === 'calls' ? ratioScale(clip(ends)) : pointsScale(ends),
    table: {
      columns: [
        { head: 'version' },
        { head: 'skill' },
        { head: 'skill id' },
        { head: 'against' },
        { head: `change, ${unit}`, numeric: true },
        { head: 'low', numeric: true },
        { head: 'high', numeric: true },
        { head: 'pairs', numeric: true },
        { head: 'scenarios', numeric: true },
        { head: 'interval over' },
        { head: 'together with' },
        { head: 'experiments' },
      ],
      rows: effects.map((each) => {
        const { value, low, high } = estimateOf(each.effect, outcome);
        return {
          id: idOf(each),
          cells: [
            `v${each.number}`,
            each.name,
            each.skillId,
            againstText(each),
            round(inUnit(outcome, value)),
            round(inUnit(outcome, low)),
            round(inUnit(outcome, high)),
            each.effect.pairs,
            each.effect.scenarios,
            each.effect.calls.over,
            each.together.join(', ') || null,
            each.effect.experiments.join(' '),
          ],
        };
      }),
    },
  };
}

const idOf = ({ skillId, number, against, together }: VersionEffect): string =>
  `${skillId} ${number} ${against ?? 'none'} ${together.join(' ')}`;

/** An interval over few units would squeeze all others to a point; it is cut at the edge. */
const clip = (ends: readonly number[]): number[] => ends.map((end) => Math.min(1.7, Math.max(-2.4, end)));
export const round = (value: number | null): number | null =>
  value === null ? null : Number(value.toFixed(2));
