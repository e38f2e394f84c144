import { plural } from '#components/ui/format.ts';
import {
  LEFTOVER_KINDS,
  totalOf,
  type LeftoverCounts,
  type LeftoverKind,
} from '#lib/protocol/leftover-counts.ts';

export const KIND_WORDS: Record<LeftoverKind, { one: string; many: string }> = {
  space: { one: 'learning space', many: 'Learning spaces' },
  skill: { one: 'skill', many: 'Skills' },
  session: { one: 'session', many: 'Sessions' },
};

/** "2 learning spaces, 6 skills and 9 sessions"; "nothing". */
export function countWords(counts: LeftoverCounts): string {
  const parts = LEFTOVER_KINDS.filter((kind) => counts[kind] > 0).map((kind) =>
    plural(counts[kind], KIND_WORDS[kind].one),
  );
  if (parts.length === 0) return 'nothing';
  if (parts.length === 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function thingWords(counts: LeftoverCounts): string {
  return plural(totalOf(counts), 'thing');
}
