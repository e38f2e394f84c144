import { CornerDownRight, EyeOff, MinusCircle, OctagonAlert, type LucideIcon } from 'lucide-react';
import type { Tone } from '#components/ui/badge.tsx';
import type { StepOutcome } from '#lib/skills/match-steps.ts';

/** How it looks and reads what became of a line of a skill in a run. */
export const STEP_OUTCOME: Record<
  StepOutcome,
  { word: string; meaning: string; icon: LucideIcon; tone: Tone; text: string }
> = {
  followed: {
    word: 'followed',
    meaning: 'A call after the file was read did what the line asks.',
    icon: CornerDownRight,
    tone: 'skill',
    text: 'text-skill',
  },
  ignored: {
    word: 'ignored',
    meaning: 'The file was read, and no later call did what the line asks.',
    icon: MinusCircle,
    tone: 'neutral',
    text: 'text-muted',
  },
  misled: {
    word: 'misled',
    meaning: 'It was followed, and the oracle says that this change was wrong.',
    icon: OctagonAlert,
    tone: 'bad',
    text: 'text-bad',
  },
  unread: {
    word: 'not read',
    meaning: 'The run never read the file.',
    icon: EyeOff,
    tone: 'neutral',
    text: 'text-muted',
  },
};
