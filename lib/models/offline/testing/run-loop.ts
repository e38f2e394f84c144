import { z } from 'zod';
import { createOfflineModel } from '../create-offline-model.ts';

const answerSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          role: z.literal('assistant'),
          content: z.string().nullable(),
          tool_calls: z
            .array(
              z.object({
                id: z.string(),
                type: z.literal('function'),
                function: z.object({ name: z.string(), arguments: z.string() }),
              }),
            )
            .optional(),
        }),
      }),
    )
    .length(1),
});

export interface MadeCall {
  name: string;
  args: Record<string, unknown>;
  result: string;
}

export interface LoopResult {
  calls: MadeCall[];
  /** DevOps calls as "tool service". */
  path: string[];
  devops: number;
  skill: number;
  /** Everything that the model said beside and after its calls. */
  texts: string[];
  final: string;
  messages: unknown[];
}

export interface Skill {
  name: string;
  description: string;
  files: Record<string, string>;
}

const parameters = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names,
});
const tool = (name: string, ...names: string[]) => ({
  type: 'function',
  function: { name, description: name.replaceAll('_', ' '), parameters: parameters(...names) },
});
export const DEVOPS_TOOLS = [
  tool('check_service_status', 'service_name'),
  tool('check_logs', 'service_name', 'lines'),
  tool('read_config', 'service_name'),
  tool('update_config', 'service_name', 'key', 'value'),
  tool('restart_service', 'service_name'),
];
const SKILL_TOOLS = [tool('get_skill', 'skill_name'), tool('get_skill_file', 'skill_name', 'file_path')];

const skillPrompt = (skills: readonly Skill[]): string =>
  [
    '<skill_view>',
    'Use get_skill and get_skill_file to read skills.',
    '<available_skills>',
    ...skills.flatMap(({ name, description }) => [
      '<skill>',
      `<name>${name}</name>`,
      `<description>${description}</description>`,
      '</skill>',
    ]),
    '</available_skills>',
    '</skill_view>',
  ].join('\n');

function skillCall(skills: readonly Skill[], name: string, args: Record<string, unknown>): string {
  const skill = skills.find((one) => one.name === args['skill_name']);
  if (!skill) return `Skill '${String(args['skill_name'])}' not found in context.`;
  if (name === 'get_skill') {
    const files = Object.keys(skill.files).map((path) => `  - ${path} (text/markdown)`);
    return [
      `Skill: ${skill.name} (ID: 1)`,
      `Description: ${skill.description}`,
      `Files: ${files.length} file(s)`,
      ...files,
    ].join('\n');
  }
  const path = String(args['file_path']);
  const content = skill.files[path];
  return content === undefined
    ? 'file not found'
    : `File '${path}' (MIME: text/markdown) from skill '${skill.name}':\n\nContent (type: text):\n${content}`;
}

const model = createOfflineModel({ clock: { now: () => 0 } });

/** Sends one chat-completions request and returns its message. */
export async function ask(body: Record<string, unknown>) {
  const response = await model(
    new Request('http://lab/v1/chat/completions', {
      method: 'POST',
      body: JSON.stringify({ model: 'offline', ...body }),
    }),
  );
  const answer = answerSchema.parse(await response.json());
  const message = answer.choices[0]?.message;
  if (!message) throw new Error('The answer has no choice.');
  return message;
}

const argsSchema = z.record(z.string(), z.unknown());

/** The smallest agent loop: asks, executes, asks again, until the model only speaks. */
export async function runLoop(
  world: { request: string; call(name: string, args: Record<string, unknown>): string },
  options: { seed?: number; skills?: readonly Skill[]; system?: string; maxCalls?: number } = {},
): Promise<LoopResult> {
  const skills = options.skills ?? [];
  const system =
    options.system ?? 'You are an autonomous DevOps incident agent. Find the root cause, fix it, verify.';
  const messages: unknown[] = [
    { role: 'system', content: skills.length > 0 ? `${system}\n${skillPrompt(skills)}` : system },
    { role: 'user', content: world.request },
  ];
  const tools = skills.length > 0 ? [...DEVOPS_TOOLS, ...SKILL_TOOLS] : DEVOPS_TOOLS;
  const calls: MadeCall[] = [];
  const texts: string[] = [];
  for (;;) {
    const message = await ask({ messages, tools, seed: options.seed ?? 1 });
    messages.push(message);
    texts.push(message.content ?? '');
    const wanted = message.tool_calls ?? [];
    for (const {
      id,
      function: { name, arguments: text },
    } of wanted) {
      const args = argsSchema.parse(JSON.parse(text));
      const result = name.startsWith('get_skill') ? skillCall(skills, name, args) : world.call(name, args);
      calls.push({ name, args, result });
      messages.push({ role: 'tool', tool_call_id: id, content: result });
    }
    if (wanted.length === 0 || calls.length > (options.maxCalls ?? 60)) break;
  }
  const devops = calls.filter(({ name }) => !name.startsWith('get_skill'));
  return {
    calls,
    path: devops.map(({ name, args }) => `${name} ${String(args['service_name'])}`),
    devops: devops.length,
    skill: calls.length - devops.length,
    texts,
    final: texts.at(-1) ?? '',
    messages,
  };
}
