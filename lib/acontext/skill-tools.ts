import { z } from 'zod';
import type { ToolDefinition } from '#lib/protocol/chat.ts';
import type { OfferedSkill } from '#lib/protocol/event-run.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { SkillAccess, ToolExecution } from '#lib/protocol/ports.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import type { AcontextSkillFile } from './skills.ts';

/** A skill as the two tools show it, wherever its files lie. */
export interface ReadableSkill {
  skillId: string;
  name: string;
  description: string;
  versionId: string | null;
  files: { path: string; mime: string }[];
  /** Throws `not_found` for an unknown path. */
  read(path: string, expireSeconds: number): Promise<AcontextSkillFile>;
}

/** Names, parameters and result texts are those of Acontext's SKILL_TOOLS; the descriptions are ours. */
const SKILL_TOOL_DEFINITIONS: ToolDefinition[] = [
  {
    name: 'get_skill',
    description:
      'Shows a skill by its name: what it is for, and its files, each with its path inside the skill and its MIME type.',
    parameters: {
      type: 'object',
      properties: { skill_name: { type: 'string', description: 'Name of the skill.' } },
      required: ['skill_name'],
    },
  },
  {
    name: 'get_skill_file',
    description:
      'Reads one file of a skill, by its path inside the skill. Begin with SKILL.md: it says what the other files hold.',
    parameters: {
      type: 'object',
      properties: {
        skill_name: { type: 'string', description: 'Name of the skill.' },
        file_path: { type: 'string', description: 'Path of the file inside the skill, such as SKILL.md.' },
        expire: {
          type: ['integer', 'null'],
          description: 'Seconds for which the link to a file that is no text stays valid; 900 by default.',
        },
      },
      required: ['skill_name', 'file_path'],
    },
  },
];

const DEFAULT_EXPIRE_SECONDS = 900;

const argumentsSchema = z.object({
  skill_name: z.string().trim().min(1).optional().catch(undefined),
  file_path: z.string().trim().min(1).optional().catch(undefined),
  expire: z.number().int().positive().optional().catch(undefined),
});

/** Throws `conflict` when two skills have one name: the tools could not tell them apart. */
export function createSkillTools(skills: readonly ReadableSkill[]): SkillAccess {
  const byName = new Map<string, ReadableSkill>();
  for (const skill of skills) {
    const other = byName.get(skill.name);
    if (other) {
      throw new LabError({
        code: 'conflict',
        message: `Duplicate skill name '${skill.name}' found. Existing ID: ${other.skillId}, New ID: ${skill.skillId}`,
        hint: 'Rename or delete one of the two in Acontext.',
      });
    }
    byName.set(skill.name, skill);
  }
  const offered = skills.map(({ name, description, versionId }): OfferedSkill => ({
    name,
    description,
    versionId,
  }));

  const find = (name: string): ReadableSkill | string =>
    byName.get(name) ??
    `Skill '${name}' not found in context. Available skills: ${[...byName.keys()].join(', ') || '[none]'}`;

  return {
    offered,
    contextPrompt: contextPromptOf(offered),
    tools: skills.length > 0 ? SKILL_TOOL_DEFINITIONS : [],
    async execute(toolName, rawArguments) {
      const given = parseArguments(rawArguments);
      if (toolName !== 'get_skill' && toolName !== 'get_skill_file') {
        return rejected(`Tool '${toolName}' not found`);
      }
      if (!given?.skill_name) return rejected('skill_name is required');
      const skill = find(given.skill_name);
      if (toolName === 'get_skill') return typeof skill === 'string' ? rejected(skill) : ok(describe(skill));
      if (!given.file_path) return rejected('file_path is required');
      return typeof skill === 'string' ? rejected(skill) : readFile(skill, given.file_path, given.expire);
    },
  };
}

function parseArguments(raw: string): z.infer<typeof argumentsSchema> | null {
  try {
    return argumentsSchema.safeParse(JSON.parse(raw)).data ?? null;
  } catch {
    return null;
  }
}

function describe({ name, skillId, description, files }: ReadableSkill): string {
  return [
    `Skill: ${name} (ID: ${skillId})`,
    `Description: ${description}`,
    `Files: ${files.length} file(s)`,
    ...(files.length > 0 ? files.map(({ path, mime }) => `  - ${path} (${mime})`) : ['  [NO FILES]']),
  ].join('\n');
}

async function readFile(
  skill: ReadableSkill,
  path: string,
  expireSeconds = DEFAULT_EXPIRE_SECONDS,
): Promise<ToolExecution> {
  try {
    return ok(showFile(skill.name, path, await skill.read(path, expireSeconds), expireSeconds));
  } catch (error) {
    if (error instanceof LabError && error.code === 'cancelled') throw error;
    if (error instanceof LabError && error.code === 'not_found') {
      const paths = skill.files.map((file) => file.path).join(', ') || '[none]';
      return rejected(`File '${path}' not found in skill '${skill.name}'. Files: ${paths}`);
    }
    return rejected(`File '${path}' of skill '${skill.name}' could not be read: ${errorMessage(error)}`);
  }
}

function showFile(name: string, asked: string, file: AcontextSkillFile, expireSeconds: number): string {
  const lines = [`File '${file.path}' (MIME: ${file.mime}) from skill '${name}':`];
  if (file.content) lines.push('', `Content (type: ${file.content.type}):`, file.content.raw);
  if (file.url) lines.push('', `Download URL (expires in ${expireSeconds} seconds):`, file.url);
  return file.content || file.url
    ? lines.join('\n')
    : `File '${asked}' retrieved but no content or URL returned.`;
}

/** The block for the system prompt; its tags and their order are Acontext's. */
function contextPromptOf(skills: readonly OfferedSkill[]): string {
  if (skills.length === 0) return '';
  return [
    '<skill_view>',
    'Skills hold what was learned in earlier work. Read one with get_skill, which lists its files, and get_skill_file, which shows a file; do so before you start when its description fits what you are asked.',
    'These are the skills at hand:',
    '<available_skills>',
    ...skills.flatMap(({ name, description }) => [
      '<skill>',
      `<name>${name}</name>`,
      `<description>${description}</description>`,
      '</skill>',
    ]),
    '</available_skills>        ',
    '</skill_view>',
    '',
  ].join('\n');
}

const ok = (result: string): ToolExecution => ({ result: result.trim(), outcome: 'ok' });
const rejected = (result: string): ToolExecution => ({ result: result.trim(), outcome: 'rejected' });
