import { callAction } from '#lib/protocol/call-action.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import { splitEntries, type SkillEntry } from '#lib/skills/split-entries.ts';
import { stemsOf } from '#lib/skills/words.ts';

/** What a step of a skill asks for, and the tools that do it. */
const DEEDS: readonly { deed: string; step: RegExp; tool: RegExp }[] = [
  { deed: 'logs', step: /\blogs?\b/i, tool: /log/ },
  { deed: 'restart', step: /\b(?:restart|redeploy|reload)\w*/i, tool: /restart/ },
  {
    deed: 'change',
    step: /\b(?:raise|lower|set|change|increase|decrease|reduce|update|correct|restore|point|switch|enable|disable|turn)\b/i,
    tool: /^(?:update|set|write)/,
  },
  { deed: 'config', step: /\b(?:config\w*|settings?)\b/i, tool: /config/ },
  { deed: 'status', step: /\b(?:status|health\w*|latency|error rate|metrics?)\b/i, tool: /status|metric/ },
];

/** At least this share of the steps that can be recognised has to be found among the calls. */
const ENOUGH = 0.5;

/**
 * Whether the calls after a skill was read do what one of its procedures says: at least half of the steps that can be
 * recognised are found among them, and where the procedure ends in a change, a setting was changed whose name shares a word with it.
 * A matter of words: it places a run in the funnel and decides nothing.
 */
export function followsSkill(text: string, callsAfter: readonly CallView[]): boolean {
  const done = callsAfter.filter(({ kind, outcome }) => kind !== 'skill' && outcome === 'ok');
  return splitEntries(text).some((entry) => followsEntry(entry, done));
}

function followsEntry(entry: SkillEntry, calls: readonly CallView[]): boolean {
  const steps = entry.lines.filter(({ part, numbered }) => numbered && part !== 'guide');
  const deeds = steps
    .map(({ text }) => DEEDS.filter(({ step }) => step.test(text)))
    .filter((possible) => possible.length > 0);
  if (deeds.length < 2) return false;
  const found = deeds.filter((possible) =>
    possible.some(({ tool }) => calls.some(({ name }) => tool.test(name))),
  ).length;
  if (found < deeds.length * ENOUGH) return false;
  const changes = deeds.some((possible) => possible.some(({ deed }) => deed === 'change'));
  if (!changes) return true;
  const words = stemsOf([entry.title, ...entry.lines.map(({ text }) => text)].join(' '));
  return calls.some((call) => call.kind === 'write' && sharesWord(callAction(call).key, words));
}

function sharesWord(key: string | null, words: ReadonlySet<string>): boolean {
  if (key === null) return false;
  return [...stemsOf(key.replaceAll(/[_./*-]+/g, ' '))].some((stem) => words.has(stem));
}
