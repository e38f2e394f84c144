import type { ToolDefinition } from '#lib/protocol/chat.ts';

const NAME = { skill_name: { type: 'string', description: 'Name of a skill of this learning space.' } };
const PATH = { file_path: { type: 'string', description: 'Relative to the skill, for instance SKILL.md.' } };

const tool = (name: string, description: string, properties: Record<string, unknown>): ToolDefinition => ({
  name,
  description,
  parameters: { type: 'object', properties, required: Object.keys(properties) },
});

/** The nine tools of the skill learner. */
export const SKILL_LEARNER_TOOLS: ToolDefinition[] = [
  tool('get_skill', 'Show the description and the files of a skill.', NAME),
  tool('get_skill_file', 'Read a file of a skill.', { ...NAME, ...PATH }),
  tool(
    'str_replace_skill_file',
    'Replace a text that occurs exactly once in a file. Earlier entries must stay.',
    {
      ...NAME,
      ...PATH,
      old_string: { type: 'string', description: 'With enough around it to occur only once.' },
      new_string: { type: 'string' },
    },
  ),
  tool('create_skill_file', 'Add a new file to a skill (not SKILL.md).', {
    ...NAME,
    ...PATH,
    content: { type: 'string' },
  }),
  tool(
    'create_skill',
    'Create a skill for a whole category that no skill covers, from the text of its SKILL.md.',
    {
      skill_md_content: {
        type: 'string',
        description: 'YAML front matter with name and description, then Markdown.',
      },
    },
  ),
  tool('delete_skill_file', 'Delete a file whose entries stand elsewhere in the skill (not SKILL.md).', {
    ...NAME,
    ...PATH,
  }),
  tool('mv_skill_file', 'Move or rename a file of a skill (not SKILL.md).', {
    ...NAME,
    source_path: { type: 'string' },
    destination_path: { type: 'string' },
  }),
  tool('finish', 'Say that the skills are up to date.', {}),
  tool('report_thinking', 'Write down your reasoning; needed once before the first edit.', {
    thinking: { type: 'string' },
  }),
];
