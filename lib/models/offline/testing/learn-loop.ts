import { z } from 'zod';
import { ask, type Skill } from './run-loop.ts';

/** The learning pipeline in miniature: the texts that Acontext documents, without its server. */

const tool = (name: string) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: {} } },
});
const TASK_TOOLS = [
  'insert_task',
  'update_task',
  'append_messages_to_planning_section',
  'append_messages_to_task',
  'append_task_progress',
  'submit_user_preference',
  'finish',
  'report_thinking',
].map(tool);
const LEARNER_TOOLS = [
  'get_skill',
  'get_skill_file',
  'str_replace_skill_file',
  'create_skill_file',
  'create_skill',
  'delete_skill_file',
  'mv_skill_file',
  'finish',
  'report_thinking',
].map(tool);
const SUCCESS_TOOLS = ['skip_learning', 'report_success_analysis', 'report_factual_content'].map(tool);
const FAILURE_TOOLS = ['report_failure_analysis'].map(tool);

const messageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string().nullish(),
  tool_call_id: z.string().optional(),
  tool_calls: z
    .array(z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }))
    .optional(),
});
const argsSchema = z.record(z.string(), z.unknown());

/** Messages of a run as the pipeline shows them to its agents. */
export function renderMessages(messages: readonly unknown[], limit: number): string {
  const parsed = messages
    .map((message) => messageSchema.parse(message))
    .filter(({ role }) => role !== 'system');
  const names = new Map(
    parsed.flatMap((message) =>
      (message.tool_calls ?? []).map((made) => [made.id, made.function.name] as const),
    ),
  );
  const cut = (text: string) => (text.length <= limit ? text : `${text.slice(0, limit)}… [truncated]`);
  return parsed
    .map(({ role, content, tool_calls: calls = [], tool_call_id: id }, index) => {
      const lines =
        role === 'tool'
          ? [
              `<user>(tool-result) ${cut(JSON.stringify({ tool_name: names.get(id ?? ''), result: content ?? '' }))}`,
            ]
          : [
              ...(content ? [`<${role === 'user' ? 'user' : 'agent'}>(text) ${cut(content)}`] : []),
              ...calls.map(
                (made) =>
                  `<agent>(tool-call) ${cut(JSON.stringify({ tool_name: made.function.name, arguments: JSON.parse(made.function.arguments) }))}`,
              ),
            ];
      return [`<message id=${index}>`, ...lines, '</message>'].join('\n');
    })
    .join('\n');
}

export interface Call {
  name: string;
  args: Record<string, unknown>;
}

async function turn(messages: unknown[], tools: unknown[]) {
  const message = await ask({ messages, tools, max_tokens: 1024 });
  messages.push(message);
  return (message.tool_calls ?? []).map(({ id, function: { name, arguments: text } }) => ({
    id,
    name,
    args: argsSchema.parse(JSON.parse(text)),
  }));
}

/** What the task agent calls for a batch. */
export async function extractTasks(
  messages: readonly unknown[],
  known: { tasks?: string; progress?: string; preferences?: string } = {},
): Promise<Call[]> {
  const input = [
    `## Current Existing Tasks\n${known.tasks ?? '(none)'}`,
    `## Previous Progress\n${known.progress ?? '(none)'}`,
    ...(known.preferences ? [`## Known User Preferences\n${known.preferences}`] : []),
    `## Current Messages\n${renderMessages(messages, 1024)}`,
    'Bring the task list up to date.',
  ].join('\n\n');
  const talk: unknown[] = [
    { role: 'system', content: 'You keep the task list.' },
    { role: 'user', content: input },
  ];
  const calls: Call[] = [];
  for (let iteration = 0; iteration < 6; iteration += 1) {
    const made = await turn(talk, TASK_TOOLS);
    for (const { id, name, args } of made) {
      calls.push({ name, args });
      talk.push({ role: 'tool', tool_call_id: id, content: 'ok' });
    }
    if (made.length === 0 || made.some(({ name }) => name === 'finish')) break;
  }
  return calls;
}

/** The one call of the distiller. */
export async function distil(
  messages: readonly unknown[],
  task: { status: 'success' | 'failed'; description: string; progress?: string[] },
): Promise<Call> {
  const input = [
    `## Finished Task\nStatus: ${task.status}\nDescription: ${task.description}\nProgress:\n${(task.progress ?? []).map((line) => `- ${line}`).join('\n')}`,
    `## All Session Tasks\nTask 1: ${task.description} (Status: ${task.status})`,
    `## Task Messages\n${renderMessages(messages, 512)}`,
  ].join('\n\n');
  const talk: unknown[] = [
    { role: 'system', content: 'You condense one finished task.' },
    { role: 'user', content: input },
  ];
  const [made] = await turn(talk, task.status === 'success' ? SUCCESS_TOOLS : FAILURE_TOOLS);
  if (!made) throw new Error('The distiller called no tool.');
  return made;
}

const text = (value: unknown): string =>
  Array.isArray(value) ? `\n${value.map((item) => `  - ${String(item)}`).join('\n')}` : ` ${String(value)}`;

/** The distilled text that the learner reads. */
export function renderDistilled({ name, args }: Call): string {
  const heading =
    name === 'report_success_analysis'
      ? 'Task Analysis (Success)'
      : name === 'report_failure_analysis'
        ? 'Task Analysis (Failure)'
        : 'Factual Content';
  const labels: Record<string, string> =
    name === 'report_factual_content'
      ? { task_goal: 'Context', facts: 'Facts' }
      : {
          task_goal: 'Goal',
          approach: 'Approach',
          key_decisions: 'Key Decisions',
          generalizable_pattern: 'Generalizable Pattern',
          applies_when: 'Applies When',
          failure_point: 'Failure Point',
          flawed_reasoning: 'Flawed Reasoning',
          what_should_have_been_done: 'What Should Have Been Done',
          prevention_principle: 'Prevention Principle',
        };
  return [
    `## ${heading}`,
    ...Object.entries(args).map(([key, value]) => `**${labels[key] ?? key}:**${text(value)}`),
  ].join('\n');
}

/** Skills after the learner has worked on a distilled text; the given ones are changed in place. */
export async function learn(
  distilled: string,
  skills: Skill[],
  date = '2031-05-02',
): Promise<{ calls: Call[] }> {
  const list =
    skills.map(({ name, description }) => `- **${name}**: ${description}`).join('\n') ||
    '(No skills in this learning space yet)';
  const talk: unknown[] = [
    { role: 'system', content: 'You maintain the skills.' },
    {
      role: 'user',
      content: `${distilled}\n\n## Available Skills\n${list}\n\nToday's date: ${date}\n\nUpdate the skills.`,
    },
  ];
  const calls: Call[] = [];
  for (let iteration = 0; iteration < 24; iteration += 1) {
    const made = await turn(talk, LEARNER_TOOLS);
    for (const { id, name, args } of made) {
      const thought = calls.some((one) => one.name === 'report_thinking') || name === 'report_thinking';
      calls.push({ name, args });
      talk.push({ role: 'tool', tool_call_id: id, content: execute(skills, name, args, thought) });
    }
    if (made.length === 0 || made.some(({ name }) => name === 'finish')) break;
  }
  return { calls };
}

function execute(skills: Skill[], name: string, args: Record<string, unknown>, thought: boolean): string {
  const skill = skills.find((one) => one.name === args['skill_name']);
  const path = String(args['file_path']);
  if (name === 'report_thinking' || name === 'finish') return 'noted';
  if (name === 'create_skill') {
    const md = String(args['skill_md_content']);
    const front = (key: string) =>
      /^"?(.*?)"?$/.exec(new RegExp(`^${key}: (.*)$`, 'm').exec(md)?.[1] ?? '')?.[1] ?? '';
    if (!thought) return 'Call report_thinking before you edit anything.';
    skills.push({ name: front('name'), description: front('description'), files: { 'SKILL.md': md } });
    return `Skill '${front('name')}' created and added to learning space.`;
  }
  if (!skill) return `Skill '${String(args['skill_name'])}' not found.`;
  if (name === 'get_skill')
    return [`Skill: ${skill.name}`, 'Files:', ...Object.keys(skill.files).map((file) => `  - ${file}`)].join(
      '\n',
    );
  const content = skill.files[path];
  if (name === 'get_skill_file') return content ?? `File '${path}' not found in skill '${skill.name}'.`;
  if (!thought) return 'Call report_thinking before you edit anything.';
  if (name === 'create_skill_file') {
    if (content !== undefined) return `File '${path}' already exists in skill '${skill.name}'.`;
    skill.files[path] = String(args['content']);
    return `File '${path}' created in skill '${skill.name}'.`;
  }
  const pieces = (content ?? '').split(String(args['old_string']));
  if (pieces.length !== 2) return `old_string occurs ${pieces.length - 1} times in '${path}'.`;
  skill.files[path] = pieces.join(String(args['new_string']));
  return `File '${path}' in skill '${skill.name}' updated successfully.`;
}
