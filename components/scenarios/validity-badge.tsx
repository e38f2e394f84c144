import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { plural } from '#components/ui/format.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { ScenarioValidity, ValidityBadgeState } from '#lib/protocol/scenario.ts';

/** What the validity suite says of a scenario. */
export function ValidityBadge({ validity }: { validity: ValidityBadgeState }) {
  switch (validity.state) {
    case 'passed':
      return (
        <Badge tone="good" icon={<CircleCheck aria-hidden size={12} />} title="Passed every validity check">
          valid
        </Badge>
      );
    case 'failed':
      return (
        <Badge
          tone="bad"
          icon={<CircleX aria-hidden size={12} />}
          title="Cannot be used in an experiment; its page says why"
        >
          fails {plural(validity.failures, 'check')}
        </Badge>
      );
    case 'running':
      return <Badge icon={<Spinner size={12} />}>being checked</Badge>;
    case 'unchecked':
      return (
        <Badge
          icon={<CircleDashed aria-hidden size={12} />}
          title="The validity suite has not looked at it in this lab. The tests of the lab check every incident that comes with it."
        >
          not checked here
        </Badge>
      );
  }
}

/** The badge of a report. */
export function badgeOf(validity: ScenarioValidity): ValidityBadgeState {
  if (validity.state === 'running') return { state: 'running' };
  if (validity.state !== 'checked') return { state: 'unchecked' };
  const failures = validity.report.checks.filter(({ passed }) => !passed).length;
  return failures === 0 ? { state: 'passed' } : { state: 'failed', failures };
}
