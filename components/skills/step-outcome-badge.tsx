import { Badge } from '#components/ui/badge.tsx';
import type { StepOutcome } from '#lib/skills/match-steps.ts';
import { STEP_OUTCOME } from './step-outcome.ts';

/** What became of a line of a skill in one run. */
export function StepOutcomeBadge({ outcome }: { outcome: StepOutcome }) {
  const { word, meaning, icon: Icon, tone } = STEP_OUTCOME[outcome];
  return (
    <Badge tone={tone} title={meaning} icon={<Icon aria-hidden size={12} />}>
      {word}
    </Badge>
  );
}
