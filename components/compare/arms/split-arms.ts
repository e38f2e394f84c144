import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';

/** The incidents that are looked at: those that the skill should help on, or those where it can only do harm. */
export const ARM_GROUPS = ['benefit', 'harm'] as const;
export type ArmGroup = (typeof ARM_GROUPS)[number];

type Classes = Pick<ComparedArms, 'rows' | 'benefitClasses' | 'harmClasses'>;

export const rowsOfGroup = (
  { rows, benefitClasses, harmClasses }: Classes,
  group: ArmGroup,
): ExperimentRow[] =>
  rows.filter((row) => (group === 'benefit' ? benefitClasses : harmClasses).includes(row.class));

/** Groups that have runs, in order. */
export const groupsOf = (compared: Classes): ArmGroup[] =>
  ARM_GROUPS.filter((group) => rowsOfGroup(compared, group).length > 0);

/** The one that is asked for, else the one that the asked run is of, else the first that has runs. */
export function chooseGroup(compared: Classes, asked: string | undefined, row?: ExperimentRow): ArmGroup {
  const groups = groupsOf(compared);
  const named = groups.find((group) => group === asked);
  const own = row && groups.find((group) => rowsOfGroup(compared, group).includes(row));
  return named ?? own ?? groups[0] ?? 'benefit';
}
