import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { Health } from '#lib/protocol/world-snapshot.ts';

/** How each health looks, in badges and in the topology. */
export const HEALTH_LOOK: Record<
  Health,
  { icon: LucideIcon; tone: 'good' | 'warn' | 'bad' | 'neutral'; text: string; stroke: string; fill: string }
> = {
  healthy: {
    icon: CircleCheck,
    tone: 'good',
    text: 'text-good',
    stroke: 'stroke-good',
    fill: 'fill-good',
  },
  degraded: {
    icon: TriangleAlert,
    tone: 'warn',
    text: 'text-warn',
    stroke: 'stroke-warn',
    fill: 'fill-warn',
  },
  unhealthy: {
    icon: CircleAlert,
    tone: 'bad',
    text: 'text-bad',
    stroke: 'stroke-bad',
    fill: 'fill-bad',
  },
  unknown: {
    icon: CircleHelp,
    tone: 'neutral',
    text: 'text-muted',
    stroke: 'stroke-muted',
    fill: 'fill-muted',
  },
};
