import { z } from 'zod';
import { parseSkillMd } from '#lib/skills/parse-skill-md.ts';
import { sanitiseSkillName } from '#lib/skills/sanitise-skill-name.ts';
import type { IterationRow } from '../db/tables.ts';
import { callsOf } from './agent-loop.ts';
import { readArguments } from './tool-arguments.ts';

/** What a learner's earlier turns allow its next one to do. */
export interface LearnerMemory {
  thought: boolean;
  read: Set<string>;
}

const argumentsSchema = z.object({
  skill_name: z.string().catch(''),
  file_path: z.string().catch(''),
  destination_path: z.string().catch(''),
  skill_md_content: z.string().catch(''),
});

/** Read off from the trace, so that it survives a restart and never remembers a turn that was rolled back. */
export function learnerMemory(turns: readonly IterationRow[]): LearnerMemory {
  const memory: LearnerMemory = { thought: false, read: new Set() };
  for (const { name, arguments: text } of turns.flatMap(callsOf)) {
    if (name === 'report_thinking') memory.thought = true;
    const read = readArguments(argumentsSchema, text);
    if ('refusal' in read) continue;
    const { skill_name, file_path, destination_path, skill_md_content } = read.args;
    if (name === 'get_skill_file' || name === 'create_skill_file')
      memory.read.add(`${skill_name}/${file_path}`);
    if (name === 'mv_skill_file') memory.read.add(`${skill_name}/${destination_path}`);
    if (name === 'create_skill') {
      const parsed = parseSkillMd(skill_md_content);
      if (parsed.ok) memory.read.add(`${sanitiseSkillName(parsed.skill.name)}/SKILL.md`);
    }
  }
  return memory;
}
