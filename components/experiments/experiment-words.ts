import { CircleHelp, Equal, TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react';
import type { Tone } from '#components/ui/badge.tsx';
import { VERDICT_TITLES, type VerdictCode } from '#lib/stats/analysis/decide-verdict.ts';

export const VERDICT_LOOK: Record<
  VerdictCode,
  { title: string; tone: Tone; icon: LucideIcon; text: string; edge: string }
> = {
  helps: {
    title: VERDICT_TITLES.helps,
    tone: 'good',
    icon: TrendingUp,
    text: 'text-good',
    edge: 'border-l-good',
  },
  hurts: {
    title: VERDICT_TITLES.hurts,
    tone: 'bad',
    icon: TrendingDown,
    text: 'text-bad',
    edge: 'border-l-bad',
  },
  no_difference: {
    title: VERDICT_TITLES.no_difference,
    tone: 'neutral',
    icon: Equal,
    text: 'text-text',
    edge: 'border-l-line-strong',
  },
  cannot_tell: {
    title: VERDICT_TITLES.cannot_tell.replace("'", '’'),
    tone: 'warn',
    icon: CircleHelp,
    text: 'text-warn',
    edge: 'border-l-warn',
  },
};

export const experimentHref = (experimentId: string): string =>
  `/experiments/${encodeURIComponent(experimentId)}`;
