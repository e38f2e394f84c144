import type { OverTimeBody } from '#lib/protocol/over-time.ts';
import type { ArmPairs } from './measured-pairs.ts';
import { offerExperiment, type Bank } from './offer-experiment.ts';
import { poolEffect } from './pool-effect.ts';

/** Families learned from × families tested, against no skill. Cells that nothing measured name the experiment that would. */
export function foldTransfer(
  pairs: readonly ArmPairs[],
  bank: Bank,
  level: number,
): OverTimeBody['transfer'] {
  const measured = pairs.filter(
    ({ treatedArm, controlArm, from, family }) =>
      // Hand-written skills were learned from nothing.
      (treatedArm.arm === 'learned' || treatedArm.arm === 'previous') &&
      controlArm.arm === 'none' &&
      from.length > 0 &&
      family !== null,
  );
  const cells = Map.groupBy(measured, ({ from, family }) => keyOf(rowOf(from), family ?? ''));
  const known = bank.families.map(({ family }) => family);
  const rows = [...new Set([...known, ...measured.map(({ from }) => rowOf(from))])].toSorted();
  const columns = [...new Set([...known, ...measured.map(({ family }) => family ?? '')])].toSorted();
  return {
    from: rows,
    to: columns,
    cells: rows.flatMap((from) =>
      columns.map((to) => ({
        from,
        to,
        effect: poolEffect(cells.get(keyOf(from, to)) ?? [], level),
        offer: offerExperiment(bank, from, to),
      })),
    ),
  };
}

/** A skill that several families taught has a row of its own. */
const rowOf = (families: readonly string[]): string => families.toSorted().join(' + ');
const keyOf = (from: string, to: string): string => JSON.stringify([from, to]);
