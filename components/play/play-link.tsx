import { Gamepad2 } from 'lucide-react';
import { LinkButton } from '#components/ui/link-button.tsx';

/** Leads to where a person plays an incident; for lists and pages of scenarios. */
export function PlayLink({ scenarioId }: { scenarioId: string }) {
  return (
    <LinkButton
      size="sm"
      href={`/play/${encodeURIComponent(scenarioId)}`}
      icon={<Gamepad2 aria-hidden size={13} />}
    >
      Play it yourself
    </LinkButton>
  );
}
