import { Archive, BadgeCheck, CirclePause, PencilLine, type LucideIcon } from 'lucide-react';
import type { Tone } from '#components/ui/badge.tsx';
import type { DecisionAction, Standing } from '#lib/protocol/skill-standing.ts';

/** How each standing looks and what it means, wherever it stands. */
export const STANDING_LOOK: Record<
  Standing,
  { word: string; tone: Tone; icon: LucideIcon; meaning: string }
> = {
  draft: {
    word: 'draft',
    tone: 'neutral',
    icon: PencilLine,
    meaning: 'Nobody has decided about this version yet.',
  },
  published: { word: 'published', tone: 'good', icon: BadgeCheck, meaning: 'The version to use.' },
  held: { word: 'held', tone: 'warn', icon: CirclePause, meaning: 'Not to be used for now.' },
  retired: { word: 'retired', tone: 'neutral', icon: Archive, meaning: 'No longer to be used.' },
};

export const ACTION_WORDS: Record<DecisionAction, { verb: string; past: string }> = {
  publish: { verb: 'Publish', past: 'published' },
  hold: { verb: 'Hold', past: 'held' },
  retire: { verb: 'Retire', past: 'retired' },
  roll_back: { verb: 'Roll back to this', past: 'rolled back to' },
};
