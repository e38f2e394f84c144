import { Ban, Check, CircleStop, CircleX, Clock, Pause } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { LiveDot } from '#components/ui/live-dot.tsx';
import type { ExperimentStatus } from '#lib/protocol/experiment.ts';
import { unreachable } from '#lib/utils/unreachable.ts';

const PHASES = { learning: 'learning', runs: 'running', analysis: 'analysing' };

/** Where an experiment stands. */
export function ExperimentStateBadge({ status }: { status: ExperimentStatus }) {
  switch (status.state) {
    case 'ready':
      return <Badge icon={<Clock aria-hidden size={12} />}>frozen, not begun</Badge>;
    case 'running':
      return <LiveDot label={PHASES[status.phase]} />;
    case 'pausing':
      return <LiveDot label="pausing" />;
    case 'cancelling':
      return <LiveDot label="cancelling" />;
    case 'paused':
      return (
        <Badge tone="warn" icon={<Pause aria-hidden size={12} />}>
          paused
        </Badge>
      );
    case 'completed':
      return <Badge icon={<Check aria-hidden size={12} />}>completed</Badge>;
    case 'stopped':
      return (
        <Badge tone="warn" title={status.says} icon={<CircleStop aria-hidden size={12} />}>
          stopped at the cap
        </Badge>
      );
    case 'cancelled':
      return <Badge icon={<Ban aria-hidden size={12} />}>cancelled</Badge>;
    case 'failed':
      return (
        <Badge tone="bad" title={status.error.message} icon={<CircleX aria-hidden size={12} />}>
          failed
        </Badge>
      );
    default:
      return unreachable(status);
  }
}
