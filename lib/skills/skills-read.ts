import { callAction } from '#lib/protocol/call-action.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import type { SkillText } from './match-steps.ts';

/** The head that SKILL_TOOLS puts before a file's text. */
const HEAD = /^File '[^']*' \(MIME: [^)]*\) from skill '[^']*':\s*\n+Content \(type: [^)]*\):\n/;

/** The skills of a run as its own calls show them: every file that was read, with its text. */
export function skillsRead(calls: readonly CallView[]): SkillText[] {
  const files = new Map<string, Map<string, string>>();
  for (const call of calls) {
    const { target, key } = callAction(call);
    if (call.kind !== 'skill' || call.outcome !== 'ok' || target === null || key === null) continue;
    const own = files.get(target) ?? new Map<string, string>();
    files.set(target, own.set(key, call.result.replace(HEAD, '')));
  }
  return [...files].map(([name, own]) => ({
    name,
    files: [...own].map(([path, content]) => ({ path, content })),
  }));
}
