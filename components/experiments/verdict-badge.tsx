import { Badge } from '#components/ui/badge.tsx';
import type { VerdictCode } from '#lib/stats/analysis/decide-verdict.ts';
import { VERDICT_LOOK } from './experiment-words.ts';

/** The verdict of an experiment in one word. */
export function VerdictBadge({ code, title }: { code: VerdictCode; title?: string }) {
  const { title: word, tone, icon: Icon } = VERDICT_LOOK[code];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden size={12} />} {...(title ? { title } : {})}>
      {word}
    </Badge>
  );
}
