import { plural } from '#components/ui/format.ts';
import type { ComparedRun } from './compared-run.ts';
import type { ControlledPair } from './relate-runs.ts';

const GIVEN: Record<ComparedRun['plan']['arm'], string> = {
  learned: 'with the skill',
  none: 'without it',
  placebo: 'with a placebo',
  reference: 'with the reference skill',
  previous: 'with the previous version',
};

/** The one sentence about a pair in which the arm alone differs. A missing fix outranks every count. */
export function describePair({ treated, control }: ControlledPair): string {
  const [withSkill, without] = [fixed(treated), fixed(control)];
  if (withSkill === null || without === null)
    return 'The two runs that differ in the skill alone are not both finished, so nothing can be said yet.';
  const given = GIVEN[control.plan.arm];
  if (withSkill && without) return compareCalls(treated, control, given);
  const [a, b] = [treated.summary.calls.devops, control.summary.calls.devops];
  if (!withSkill && !without)
    return `Neither run fixed the incident, with the skill or ${given}: ${a} against ${plural(b, 'DevOps call')} says how long they tried, not what the skill was worth.`;
  return withSkill
    ? `On the same incident and seed, only the run with the skill fixed it: that outranks the calls it took (${a} DevOps calls with the skill, ${b} ${given}).`
    : `On the same incident and seed, only the run ${given} fixed it: the ${plural(a, 'DevOps call')} with the skill (${b} ${given}) are no saving.`;
}

function compareCalls(treated: ComparedRun, control: ComparedRun, given: string): string {
  const [a, b] = [treated.summary.calls, control.summary.calls];
  const saved = b.devops - a.devops;
  const extra = a.skill - b.skill;
  const effect = [
    saved === 0
      ? 'saved no DevOps call'
      : `${saved > 0 ? 'saved' : 'added'} ${plural(Math.abs(saved), 'DevOps call')}`,
    ...(extra > 0 ? [`${saved > 0 ? 'but' : 'and'} cost ${plural(extra, 'skill call')}`] : []),
  ].join(' ');
  return (
    `On the same incident and seed, ${treated.label} took ${plural(a.devops, 'DevOps call')} with the skill and ${b.devops} ${given}: ` +
    `here the skill ${effect}, so the total is ${a.total} against ${b.total}, ${overall(b.total - a.total)}.`
  );
}

function overall(saved: number): string {
  if (saved === 0) return 'no call saved over all';
  return `${plural(Math.abs(saved), 'call')} ${saved > 0 ? 'fewer' : 'more'} over all`;
}

/** Whether the oracle verified the run; null while it has no verdict. */
function fixed({ summary: { status } }: ComparedRun): boolean | null {
  return status.state === 'completed' ? status.outcome === 'verified' : null;
}
