import type { SkillSummary } from '#lib/protocol/skill.ts';
import { Badge } from '#components/ui/badge.tsx';
import { sayCounts } from './say-counts.ts';

/** Errors and warnings of a skill's newest version; nothing for a skill without, since notes are for its own page. */
export function LintBadge({ skill: { lint } }: { skill: SkillSummary }) {
  const { error, warning } = lint;
  const said = sayCounts({ error, warning, note: 0 });
  if (said === '') return null;
  return (
    <Badge tone={error > 0 ? 'bad' : 'neutral'} title={`Lint of the newest version: ${sayCounts(lint)}`}>
      lint: {said}
    </Badge>
  );
}
