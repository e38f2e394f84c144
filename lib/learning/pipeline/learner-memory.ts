import { z } from 'zod';
import type { ToolCallRequest } from '#lib/protocol/chat.ts';
import { parseSkillMd } from '#lib/skills/parse-skill-md.ts';
import { sanitiseSkillName } from '#lib/skills/sanitise-skill-name.ts';
import type { IterationRow } from '../db/tables.ts';
import { callsOf, resultsOf } from './agent-loop.ts';
import { isGuarded, isWritten, reasonOf } from './refusal.ts';
import { readArguments } from './tool-arguments.ts';

/** What a learner's earlier calls allow its next one to do. */
export interface LearnerMemory {
  thought: boolean;
  /** `skill/path` of every file that this run has read or written: what it may edit. */
  read: Set<string>;
  /** What it was told and may then insist on: the reason, and `skill/path` or the name of a new skill. */
  told: Set<string>;
}

const argumentsSchema = z.object({
  skill_name: z.string().catch(''),
  file_path: z.string().catch(''),
  source_path: z.string().catch(''),
  destination_path: z.string().catch(''),
  skill_md_content: z.string().catch(''),
});

/** Takes note of a call and its result. */
export function remember(
  memory: LearnerMemory,
  { name, arguments: text }: ToolCallRequest,
  result: string,
): void {
  if (name === 'report_thinking') memory.thought = true;
  const read = readArguments(argumentsSchema, text);
  if ('refusal' in read) return;
  const { skill_name, file_path, source_path, destination_path, skill_md_content } = read.args;
  const parsed = name === 'create_skill' ? parseSkillMd(skill_md_content) : null;
  const created = parsed?.ok ? sanitiseSkillName(parsed.skill.name) : '';
  if (isGuarded(result)) {
    const reason = reasonOf(result);
    if (reason) memory.told.add(`${reason} ${created || `${skill_name}/${file_path}`}`);
    return;
  }
  const { read: known } = memory;
  if (name === 'get_skill_file') known.add(`${skill_name}/${file_path}`);
  if (name === 'create_skill_file' && isWritten(result)) known.add(`${skill_name}/${file_path}`);
  if (
    name === 'mv_skill_file' &&
    result.startsWith('File moved') &&
    known.has(`${skill_name}/${source_path}`)
  )
    known.add(`${skill_name}/${destination_path}`);
  if (created && isWritten(result)) known.add(`${created}/SKILL.md`);
}

/** Read off from the trace, so that it survives a restart and never remembers a turn that was rolled back. */
export function learnerMemory(turns: readonly IterationRow[]): LearnerMemory {
  const memory: LearnerMemory = { thought: false, read: new Set(), told: new Set() };
  for (const turn of turns) {
    const results = resultsOf(turn);
    for (const [index, call] of callsOf(turn).entries()) remember(memory, call, results[index] ?? '');
  }
  return memory;
}
