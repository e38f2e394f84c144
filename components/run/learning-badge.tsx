import { CircleX, GraduationCap } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { plural } from '#components/ui/format.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { LearningStatus } from '#lib/protocol/run-record.ts';

/** What became of a run's session, in a word or two. */
export function LearningBadge({ learning }: { learning: LearningStatus }) {
  switch (learning.state) {
    case 'none':
      return <span className="text-muted">–</span>;
    case 'running':
      return <Badge icon={<Spinner size={12} />}>learning</Badge>;
    case 'completed':
      return learning.skillsChanged === 0 ? (
        <Badge title="Learning ended without a change">no change</Badge>
      ) : (
        <Badge tone="skill" icon={<GraduationCap aria-hidden size={12} />}>
          {plural(learning.skillsChanged, 'skill')}
        </Badge>
      );
    case 'skipped':
      return <Badge title={learning.reason}>nothing learned</Badge>;
    case 'failed':
      return (
        <Badge tone="bad" title={learning.error.message} icon={<CircleX aria-hidden size={12} />}>
          failed
        </Badge>
      );
  }
}
