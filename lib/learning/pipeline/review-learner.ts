import { z } from 'zod';
import type { ToolCallRequest } from '#lib/protocol/chat.ts';
import type { IterationRow } from '../db/tables.ts';
import type { Db } from '../services.ts';
import { filesOf, skillsOfSpace, textOf } from '../skills/skill-store.ts';
import { callsOf, resultsOf } from './agent-loop.ts';
import { adviceOn, titlesIn } from './check-write.ts';
import { isGuarded, isWrite, isWritten } from './refusal.ts';
import { readArguments } from './tool-arguments.ts';

/** A call of the learner with its result. */
interface Deed {
  call: ToolCallRequest;
  result: string;
}

const pair = (calls: readonly ToolCallRequest[], results: readonly string[]): Deed[] =>
  calls.map((call, index) => ({ call, result: results[index] ?? '' }));

const deedsOf = (turns: readonly IterationRow[]): Deed[] =>
  turns.flatMap((turn) => pair(callsOf(turn), resultsOf(turn)));

/** The last write that a guard refused, when nothing was written after it; null otherwise. */
function openRefusal(deeds: readonly Deed[]): string | null {
  const last = deeds.findLast(
    ({ call, result }) => isWrite(call.name) && (isGuarded(result) || isWritten(result)),
  );
  return last && isGuarded(last.result) ? last.result : null;
}

const OPEN = 'Before you finish: your last edit was refused';
const ADVICE = 'Before you finish: your entries lack something';

const writtenSchema = z.object({
  content: z.string().catch(''),
  new_string: z.string().catch(''),
  skill_md_content: z.string().catch(''),
});

const titlesWritten = (deeds: readonly Deed[]): Set<string> =>
  new Set(
    deeds.flatMap(({ call, result }) => {
      const read =
        isWrite(call.name) && isWritten(result) ? readArguments(writtenSchema, call.arguments) : null;
      return read && 'args' in read ? Object.values(read.args).flatMap(titlesIn) : [];
    }),
  );

/** What the entries that this run wrote still lack. */
async function openAdvice(db: Db, spaceId: string, titles: ReadonlySet<string>): Promise<string[]> {
  const lacking: string[] = [];
  for (const skill of titles.size > 0 ? await skillsOfSpace(db, spaceId) : []) {
    for (const file of await filesOf(db, skill)) {
      const place = `${skill.name}/${file.path}`;
      lacking.push(...adviceOn(file.path, textOf(file), titles).map((advice) => `- ${place}: ${advice}`));
    }
  }
  return lacking;
}

/**
 * What a learner is told that wants to finish: once that its last edit was refused, once that its entries lack something.
 * Null when there is nothing to say, or it was said.
 */
export async function reviewLearner(
  db: Db,
  spaceId: string,
  turns: readonly IterationRow[],
  turn: { calls: readonly ToolCallRequest[]; results: readonly string[] },
): Promise<string | null> {
  const finishes = turn.calls.length === 0 || turn.calls.some(({ name }) => name === 'finish');
  if (!finishes) return null;
  const deeds = [...deedsOf(turns), ...pair(turn.calls, turn.results)];
  const said = turns.map(({ follow_up }) => follow_up ?? '').filter((text) => text !== '');
  const refusal = openRefusal(deeds);
  if (refusal !== null && !said.at(-1)?.startsWith(OPEN))
    return `${OPEN}, and nothing was written after it.\n\n${refusal}\n\nWrite what was learned in another way. If all of it is in the skills already, say so with report_thinking. Then call finish.`;
  if (said.some((text) => text.startsWith(ADVICE))) return null;
  const advice = await openAdvice(db, spaceId, titlesWritten(deeds));
  if (advice.length === 0) return null;
  return `${ADVICE}.\n\n${advice.join('\n')}\n\nAdd it with str_replace_skill_file if it is known from the context, then call finish. Invent nothing.`;
}

/**
 * Why a run that ended has lost what it should have kept: nothing was written, an edit was refused, and the learner did not
 * say that all is there already. Null when nothing is lost.
 */
export function lostLearning(turns: readonly IterationRow[]): string | null {
  const deeds = deedsOf(turns);
  const refusal = openRefusal(deeds);
  if (refusal === null || deeds.some(({ result }) => isWritten(result))) return null;
  const told = turns.findIndex(({ follow_up }) => follow_up?.startsWith(OPEN));
  const answered =
    told >= 0 && deedsOf(turns.slice(told + 1)).some(({ call }) => call.name === 'report_thinking');
  return answered ? null : `The skill learner wrote nothing: its edits were refused. ${refusal}`;
}
