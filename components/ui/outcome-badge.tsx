import type { Outcome } from '#lib/protocol/evaluation.ts';
import { Badge } from './badge.tsx';
import { OUTCOME } from './outcome.ts';

/** The oracle's verdict on a run. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { word, meaning, icon: Icon, tone } = OUTCOME[outcome];
  return (
    <Badge tone={tone} title={meaning} icon={<Icon aria-hidden size={12} />}>
      {word}
    </Badge>
  );
}
