import type { Health } from '#lib/protocol/world-snapshot.ts';
import { Badge } from './badge.tsx';
import { HEALTH_LOOK } from './health.ts';

export function HealthBadge({ health }: { health: Health }) {
  const { icon: Icon, tone } = HEALTH_LOOK[health];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden size={12} />}>
      {health}
    </Badge>
  );
}
