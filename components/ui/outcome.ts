import { BadgeCheck, OctagonAlert, ShieldQuestion, type LucideIcon } from 'lucide-react';
import type { Outcome } from '#lib/protocol/evaluation.ts';

/** How each verdict of the oracle looks. */
export const OUTCOME: Record<
  Outcome,
  { word: string; meaning: string; icon: LucideIcon; tone: 'good' | 'warn' | 'bad' }
> = {
  verified: {
    word: 'verified',
    meaning: 'The oracle found the incident fixed at its cause, with nothing else broken.',
    icon: BadgeCheck,
    tone: 'good',
  },
  not_verified: {
    word: 'not verified',
    meaning: 'The oracle did not find a real fix, whatever the agent said.',
    icon: ShieldQuestion,
    tone: 'warn',
  },
  harmful: {
    word: 'harmful',
    meaning: 'The oracle found something broken that was not broken before.',
    icon: OctagonAlert,
    tone: 'bad',
  },
};
