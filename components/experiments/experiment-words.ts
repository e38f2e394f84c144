import { CircleHelp, Equal, TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react';
import type { Tone } from '#components/ui/badge.tsx';
import type { Claim } from '#lib/stats/analysis/analysis-rules.ts';
import type { Gate } from '#lib/stats/analysis/judge-gates.ts';
import type { ScenarioClass } from '#lib/stats/analysis/run-row.ts';
import { VERDICT_TITLES, type VerdictCode } from '#lib/stats/analysis/decide-verdict.ts';

/** What is claimed, in the words of the builder. */
export const CLAIM_WORDS: Record<Claim, { word: string; meaning: string }> = {
  incident: {
    word: 'This incident',
    meaning:
      'The skill helps on one incident, and nothing is said of others. Pairs of runs are what is counted.',
  },
  family: {
    word: 'This family',
    meaning:
      'The skill helps on incidents of its own family. Scenarios are what is counted, so more of them beat more seeds.',
  },
  'across-families': {
    word: 'Across families',
    meaning: 'The skill helps on incidents of its family and of others. Scenarios are what is counted.',
  },
  pipeline: {
    word: 'The pipeline',
    meaning:
      'Learning as such helps: several independent learnings each write their own skill, and all of them are tested.',
  },
  models: {
    word: 'Across models',
    meaning: 'The skill helps with each of the models chosen; one that it hurts is enough for HURTS.',
  },
};

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

export const GATE_STATE: Record<Gate['state'], { word: string; tone: Tone }> = {
  pass: { word: 'shown', tone: 'good' },
  fail: { word: 'shown not to hold', tone: 'bad' },
  open: { word: 'not shown', tone: 'warn' },
};

export const CLASS_NAMES: Record<ScenarioClass, string> = {
  learning: 'Learned from',
  near: 'Near transfer',
  far: 'Far transfer',
  negative: 'Negative twin',
  noop: 'No-op',
  unrelated: 'Unrelated',
};

export const experimentHref = (experimentId: string): string =>
  `/experiments/${encodeURIComponent(experimentId)}`;
