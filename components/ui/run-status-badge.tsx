import { Ban, CircleX, Clock } from 'lucide-react';
import type { RunStatus } from '#lib/protocol/run-record.ts';
import { unreachable } from '#lib/utils/unreachable.ts';
import { Badge } from './badge.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { LiveDot } from './live-dot.tsx';

/** Where a run stands: live while it runs, its verdict once it is completed. */
export function RunStatusBadge({ status }: { status: RunStatus }) {
  switch (status.state) {
    case 'queued':
      return <Badge icon={<Clock aria-hidden size={12} />}>queued</Badge>;
    case 'running':
      return (
        <span className="inline-flex h-5 items-center">
          <LiveDot label="running" />
        </span>
      );
    case 'completed':
      return <OutcomeBadge outcome={status.outcome} />;
    case 'failed':
      return (
        <Badge tone="bad" title={status.error.message} icon={<CircleX aria-hidden size={12} />}>
          failed
        </Badge>
      );
    case 'cancelled':
      return <Badge icon={<Ban aria-hidden size={12} />}>cancelled</Badge>;
    default:
      return unreachable(status);
  }
}
