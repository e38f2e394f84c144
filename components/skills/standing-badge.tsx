import { Badge } from '#components/ui/badge.tsx';
import type { Standing } from '#lib/protocol/skill-standing.ts';
import { STANDING_LOOK } from './standing-look.ts';

/** The standing of a version in a word; `number` where it may be about another version than the one beside it. */
export function StandingBadge({ standing, number }: { standing: Standing; number?: number }) {
  const { word, tone, icon: Icon, meaning } = STANDING_LOOK[standing];
  return (
    <Badge tone={tone} title={meaning} icon={<Icon aria-hidden size={12} />}>
      {number === undefined ? word : `v${number} ${word}`}
    </Badge>
  );
}
