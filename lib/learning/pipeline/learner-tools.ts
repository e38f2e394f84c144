import { z } from 'zod';
import type { ToolCallRequest } from '#lib/protocol/chat.ts';
import { checkSkillPath } from '#lib/skills/check-skill-path.ts';
import { findSecrets } from '#lib/skills/find-secrets.ts';
import { parseSkillMd } from '#lib/skills/parse-skill-md.ts';
import { sanitiseSkillName } from '#lib/skills/sanitise-skill-name.ts';
import type { FileRow, SkillRow } from '../db/tables.ts';
import { mimeOf } from '../skills/file-kind.ts';
import {
  createFile,
  createSkill,
  filesOf,
  linkSkill,
  skillsOfSpace,
  textOf,
  writeFile,
} from '../skills/skill-store.ts';
import type { Db, Services } from '../services.ts';
import { checkWrite, mustKeep, type Draft } from './check-write.ts';
import { remember, type LearnerMemory } from './learner-memory.ts';
import { mustNotBeCovered } from './must-not-be-covered.ts';
import { guarded, Refusal } from './refusal.ts';
import { tool, type Tool } from './tool-arguments.ts';

/** One turn of the skill learner. */
export interface LearnerTurn extends LearnerMemory {
  trx: Db;
  services: Services;
  projectId: string;
  spaceId: string;
  userId: string | null;
  /** YYYY-MM-DD under which new entries are filed. */
  date: string;
}

const MAIN = 'SKILL.md';
const MAX_FILE = 256 * 1024;
const keyOf = (skill: string, path: string): string => `${skill}/${path}`;
const skill_name = z.string().min(1);
const path = z.string().min(1);
const content = z.string().max(MAX_FILE);

async function skillNamed(turn: LearnerTurn, name: string): Promise<SkillRow> {
  const skills = await skillsOfSpace(turn.trx, turn.spaceId);
  const skill = skills.find((candidate) => candidate.name === name);
  if (skill) return skill;
  const names = skills.map((candidate) => candidate.name).join(', ') || '[none]';
  throw new Refusal(`Skill '${name}' not found. Available skills: ${names}`);
}

async function fileAt(turn: LearnerTurn, skill: SkillRow, at: string): Promise<FileRow> {
  const file = (await filesOf(turn.trx, skill)).find((candidate) => candidate.path === at);
  if (!file) throw new Refusal(`File '${at}' not found in skill '${skill.name}'.`);
  return file;
}

function mustHaveThought(turn: LearnerTurn): void {
  if (!turn.thought) throw new Refusal('Call report_thinking before you edit anything.');
}

function mustHaveRead(turn: LearnerTurn, skill: string, at: string): void {
  if (!turn.read.has(keyOf(skill, at)))
    throw new Refusal(`Read '${at}' of skill '${skill}' with get_skill_file before you edit.`);
}

function mustBeFree(at: string): void {
  const problem = checkSkillPath(at);
  if (problem) throw new Refusal(`'${at}' cannot be used: ${problem}`);
  if (findSecrets(at).length > 0)
    throw guarded('the path holds what looks like a secret. Choose another one.');
  if (at.toLowerCase() === 'skill.md') throw new Refusal(`This tool does not touch ${MAIN}.`);
}

/** The text to store for a draft, and the sentences that go with the answer. */
function checked(turn: LearnerTurn, skill: string, draft: Draft): { text: string; notes: string } {
  const toldOfConstants =
    turn.told.has(`constants ${keyOf(skill, draft.path)}`) || turn.told.has(`constants ${skill}`);
  const { text, notes } = checkWrite(draft, { date: turn.date, toldOfConstants });
  return { text, notes: notes.map((note) => `\n- ${note}`).join('') };
}

async function touch(
  turn: LearnerTurn,
  skill: SkillRow,
  change: { description?: string } = {},
): Promise<void> {
  await turn.trx
    .updateTable('ac_skills')
    .set({ ...change, updated_at: turn.services.stamp() })
    .where('id', '=', skill.id)
    .execute();
}

/** The name stays, whatever the new text says; the description follows it. */
function checkedSkillMd(text: string, skill: SkillRow): { description: string } {
  const parsed = parseSkillMd(text);
  if (!parsed.ok) throw new Refusal(`${MAIN} would become invalid: ${parsed.reason}`);
  const name = sanitiseSkillName(parsed.skill.name);
  if (name !== skill.name) throw new Refusal(`A skill keeps its name: '${skill.name}', not '${name}'.`);
  return { description: parsed.skill.description };
}

const TOOLS: Record<string, Tool<LearnerTurn>> = {
  get_skill: tool(z.object({ skill_name }), async (turn: LearnerTurn, args) => {
    const skill = await skillNamed(turn, args.skill_name);
    const files = await filesOf(turn.trx, skill);
    return [
      `Skill: ${skill.name}`,
      `Description: ${skill.description}`,
      'Files:',
      ...files.map((file) => `  - ${file.path}`),
    ].join('\n');
  }),
  get_skill_file: tool(z.object({ skill_name, file_path: path }), async (turn: LearnerTurn, args) => {
    const skill = await skillNamed(turn, args.skill_name);
    const file = await fileAt(turn, skill, args.file_path);
    return textOf(file);
  }),
  str_replace_skill_file: tool(
    z.object({ skill_name, file_path: path, old_string: z.string().min(1), new_string: content }),
    async (turn: LearnerTurn, args) => {
      mustHaveThought(turn);
      const skill = await skillNamed(turn, args.skill_name);
      const file = await fileAt(turn, skill, args.file_path);
      mustHaveRead(turn, skill.name, file.path);
      const before = textOf(file);
      const pieces = before.split(args.old_string);
      if (pieces.length === 1) return `old_string not found in '${file.path}'. It must match exactly.`;
      if (pieces.length > 2) {
        return `old_string occurs ${pieces.length - 1} times in '${file.path}'. Give more of the text around it.`;
      }
      const after = pieces.join(args.new_string);
      const from = pieces[0]?.length ?? 0;
      const draft = { path: file.path, before, after, from, to: from + args.new_string.length };
      const { text, notes } = checked(turn, skill.name, draft);
      if (text.length > MAX_FILE) return `'${file.path}' would become larger than ${MAX_FILE} characters.`;
      const change = file.path === MAIN ? checkedSkillMd(text, skill) : {};
      await writeFile(turn.trx, turn.services, { diskId: skill.disk_id, path: file.path, content: text });
      await touch(turn, skill, change);
      return `File '${file.path}' in skill '${skill.name}' updated successfully.${notes}`;
    },
  ),
  create_skill_file: tool(
    z.object({ skill_name, file_path: path, content }),
    async (turn: LearnerTurn, args) => {
      mustHaveThought(turn);
      const skill = await skillNamed(turn, args.skill_name);
      mustBeFree(args.file_path);
      mustHaveRead(turn, skill.name, MAIN);
      const files = await filesOf(turn.trx, skill);
      if (files.some((file) => file.path === args.file_path)) {
        return `File '${args.file_path}' already exists in skill '${skill.name}'. Use str_replace_skill_file.`;
      }
      const draft = {
        path: args.file_path,
        before: '',
        after: args.content,
        from: 0,
        to: args.content.length,
      };
      const { text, notes } = checked(turn, skill.name, draft);
      await createFile(turn.trx, turn.services, {
        diskId: skill.disk_id,
        path: args.file_path,
        content: text,
      });
      await touch(turn, skill);
      return `File '${args.file_path}' created in skill '${skill.name}'.${notes}`;
    },
  ),
  create_skill: tool(z.object({ skill_md_content: content }), async (turn: LearnerTurn, args) => {
    mustHaveThought(turn);
    const parsed = parseSkillMd(args.skill_md_content);
    if (!parsed.ok) return `The skill was not created: ${parsed.reason}`;
    const name = sanitiseSkillName(parsed.skill.name);
    const skills = await skillsOfSpace(turn.trx, turn.spaceId);
    if (skills.some((skill) => skill.name === name)) {
      return `A skill named '${name}' already exists in this learning space. Update it instead.`;
    }
    await mustNotBeCovered(turn.trx, turn, skills, parsed.skill);
    const source = args.skill_md_content;
    const draft = { path: MAIN, before: '', after: source, from: 0, to: source.length };
    const { text, notes } = checked(turn, name, draft);
    const stored = parseSkillMd(text);
    if (!stored.ok) return `The skill was not created: ${stored.reason}`;
    const skill = await createSkill(turn.trx, turn.services, {
      projectId: turn.projectId,
      userId: turn.userId,
      name,
      description: stored.skill.description,
      meta: null,
      files: [{ path: MAIN, content: text }],
    });
    await linkSkill(turn.trx, turn.services, { spaceId: turn.spaceId, skillId: skill.id });
    return `Skill '${name}' created and added to learning space. Add its files with create_skill_file.${notes}`;
  }),
  delete_skill_file: tool(z.object({ skill_name, file_path: path }), async (turn: LearnerTurn, args) => {
    mustHaveThought(turn);
    const skill = await skillNamed(turn, args.skill_name);
    mustBeFree(args.file_path);
    const file = await fileAt(turn, skill, args.file_path);
    mustHaveRead(turn, skill.name, file.path);
    const rest = (await filesOf(turn.trx, skill)).filter((other) => other.path !== file.path);
    mustKeep(file.path, textOf(file), rest.map(textOf).join('\n'));
    await turn.trx
      .deleteFrom('ac_files')
      .where('disk_id', '=', skill.disk_id)
      .where('path', '=', file.path)
      .execute();
    await touch(turn, skill);
    return `File '${file.path}' deleted from skill '${skill.name}'.`;
  }),
  mv_skill_file: tool(
    z.object({ skill_name, source_path: path, destination_path: path }),
    async (turn: LearnerTurn, args) => {
      mustHaveThought(turn);
      const { source_path: source, destination_path: destination } = args;
      const skill = await skillNamed(turn, args.skill_name);
      mustBeFree(source);
      mustBeFree(destination);
      if (source === destination) return 'Source and destination are the same.';
      await fileAt(turn, skill, source);
      const files = await filesOf(turn.trx, skill);
      if (files.some((file) => file.path === destination)) {
        return `File '${destination}' already exists in skill '${skill.name}'.`;
      }
      await turn.trx
        .updateTable('ac_files')
        .set({ path: destination, mime: mimeOf(destination), updated_at: turn.services.stamp() })
        .where('disk_id', '=', skill.disk_id)
        .where('path', '=', source)
        .execute();
      await touch(turn, skill);
      return `File moved: '${source}' → '${destination}' in skill '${skill.name}'.`;
    },
  ),
  finish: async () => 'Finished',
  report_thinking: tool(z.object({ thinking: z.string().min(1) }), () => 'Thinking noted. You may edit now.'),
};

async function resultOf(turn: LearnerTurn, { name, arguments: text }: ToolCallRequest): Promise<string> {
  const execute = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (!execute) return `There is no tool '${name}'. Tools: ${Object.keys(TOOLS).join(', ')}`;
  try {
    return await execute(turn, text);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** Executes the calls of one turn in order; a refusal is a text that the model can act on. */
export async function actOnSkills(turn: LearnerTurn, calls: readonly ToolCallRequest[]): Promise<string[]> {
  const results: string[] = [];
  for (const call of calls) {
    const result = await resultOf(turn, call);
    remember(turn, call, result);
    results.push(result);
  }
  return results;
}
