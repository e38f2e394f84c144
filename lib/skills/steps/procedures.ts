import { callAction } from '#lib/protocol/call-action.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import type { SkillFile } from '#lib/protocol/skill.ts';
import { isLesson, splitEntries, type SkillEntry } from '../split-entries.ts';
import { readStep, type StepAsk } from './read-step.ts';

/** A skill as it was offered: its name and the files of its version. */
export interface SkillText {
  name: string;
  files: readonly SkillFile[];
}

/** What of a call the matching reads. */
export type MatchedCall = Pick<
  CallView,
  'call' | 'name' | 'kind' | 'arguments' | 'outcome' | 'result' | 'world'
>;

/** An entry of a skill file with the steps that a call could be seen to do. */
export interface Procedure {
  skill: SkillText;
  file: string;
  entry: SkillEntry;
  steps: { line: number; text: string; asks: StepAsk[] }[];
  /** Number of the call that read the file; null when none did. */
  readAt: number | null;
}

const readsOf = (skill: string, calls: readonly MatchedCall[]): { call: number; file: string | null }[] =>
  calls.flatMap((call) => {
    if (call.kind !== 'skill' || call.outcome !== 'ok') return [];
    const { target, key } = callAction(call);
    return target === skill && key !== null ? [{ call: call.call, file: key }] : [];
  });

/** Number of the call that first read a file of the skill; null when none did. */
export const openedAt = (skill: string, calls: readonly MatchedCall[]): number | null =>
  readsOf(skill, calls)[0]?.call ?? null;

/** The steps of a procedure: its numbered lines and what stands under a heading like "Steps". */
export function proceduresOf(skill: SkillText, calls: readonly MatchedCall[]): Procedure[] {
  const reads = readsOf(skill.name, calls);
  return skill.files
    .filter(({ path }) => /\.(?:md|markdown|txt)$/i.test(path))
    .flatMap(({ path, content }) =>
      splitEntries(content)
        .filter(isLesson)
        .map((entry) => ({
          skill,
          file: path,
          entry,
          readAt: reads.find(({ file }) => file === path)?.call ?? null,
          steps: entry.lines
            .filter(({ part, numbered }) => part === 'steps' || (numbered && part !== 'guide'))
            .map(({ line, text }) => ({ line, text: text.trim(), asks: readStep(text) }))
            .filter(({ asks }) => asks.length > 0),
        }))
        .filter(({ steps }) => steps.length > 0),
    );
}
