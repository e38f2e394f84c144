import type { ChatMessage, ToolDefinition } from '#lib/protocol/chat.ts';
import type { PipelineModel } from '#lib/learning/index.ts';

/** A tool call by name and arguments. */
export type ScriptedCall = [tool: string, args?: Record<string, unknown>];

/** What a role answers in its n-th turn (from 0) of a conversation. */
export type RoleScript = (turn: number, messages: ChatMessage[]) => ScriptedCall[] | Promise<ScriptedCall[]>;

export interface PipelineScript {
  taskAgent?: RoleScript;
  distiller?: RoleScript;
  learner?: RoleScript;
}

const has = (tools: ToolDefinition[], name: string): boolean => tools.some((tool) => tool.name === name);

/** One request is one task, all messages belong to it, and it went well. */
const oneTask: RoleScript = (turn, messages) => {
  const input = messages[1]?.content ?? '';
  const last = Math.max(...[...input.matchAll(/<message id=(\d+)>/g)].map(([, id]) => Number(id)));
  if (turn > 0) return [['finish']];
  const isNew = input.includes('## Current Existing Tasks\n(none)');
  return [
    ['report_thinking', { thinking: 'The user asked for one thing.' }],
    ...(isNew
      ? [['insert_task', { after_task_order: 0, task_description: 'Stop the 502s' }] satisfies ScriptedCall]
      : []),
    ['append_messages_to_task', { task_order: 1, message_id_range: [0, last] }],
    ['append_task_progress', { task_order: 1, progress: 'Raised upstream_timeout_ms from 5000 to 9000' }],
    ['update_task', { task_order: 1, task_status: 'success' }],
  ];
};

const analyse: RoleScript = () => [
  [
    'report_success_analysis',
    {
      task_goal: 'Stop the 502s.',
      approach: 'Compared the limit of the gateway with the latency behind it.',
      key_decisions: ['Raised the limit above the slowest upstream.'],
      generalizable_pattern: 'A limit must exceed the demand it bounds.',
      applies_when: 'A proxy answers 502 while its upstream is slow but healthy.',
    },
  ],
];

const failureAnalysis: RoleScript = () => [
  [
    'report_failure_analysis',
    {
      task_goal: 'Stop the 502s.',
      failure_point: 'Only a restart was tried.',
      flawed_reasoning: 'A restart was taken for a fix.',
      what_should_have_been_done: 'Compare the limit with the latency.',
      prevention_principle: 'Look for the cause before you restart.',
      applies_when: 'Errors come back after a restart.',
    },
  ],
];

export const SKILL_MD = `---
name: "gateway-incidents"
description: "How to settle errors of a gateway."
---

# Gateway incidents

## File Structure
- \`timeouts.md\`

## Guidelines
- One entry per pattern.
`;

/** Creates `gateway-incidents` with a data file; a second time it adds to the file. */
export const writeGatewaySkill: RoleScript = (turn, messages) => {
  const known = messages[1]?.content.includes('**gateway-incidents**') ?? false;
  const entry = [
    '## Limits below demand (date: 2026-11-22)',
    '**Principle:** A limit must exceed the demand.',
    '**When to Apply:** A proxy answers 502 while its upstream is slow but healthy.',
    '',
  ].join('\n');
  if (known) {
    const steps: ScriptedCall[][] = [
      [['get_skill_file', { skill_name: 'gateway-incidents', file_path: 'timeouts.md' }]],
      [
        ['report_thinking', { thinking: 'It belongs to the skill that exists.' }],
        [
          'str_replace_skill_file',
          {
            skill_name: 'gateway-incidents',
            file_path: 'timeouts.md',
            old_string: '# Timeouts\n',
            new_string: `# Timeouts\n\n${entry}`,
          },
        ],
      ],
    ];
    return steps[turn] ?? [['finish']];
  }
  const steps: ScriptedCall[][] = [
    [['report_thinking', { thinking: 'No skill covers it.' }]],
    [
      ['create_skill', { skill_md_content: SKILL_MD }],
      [
        'create_skill_file',
        { skill_name: 'gateway-incidents', file_path: 'timeouts.md', content: `# Timeouts\n\n${entry}` },
      ],
    ],
  ];
  return steps[turn] ?? [['finish']];
};

/** A model for the pipeline that plays each role by script. It keeps what it was asked. */
export function scriptedPipeline(script: PipelineScript): { model: PipelineModel; asked: ChatMessage[][] } {
  const asked: ChatMessage[][] = [];
  const model: PipelineModel = async ({ messages, tools }) => {
    asked.push(messages);
    const role = has(tools, 'insert_task')
      ? (script.taskAgent ?? oneTask)
      : has(tools, 'create_skill')
        ? (script.learner ?? writeGatewaySkill)
        : (script.distiller ?? (has(tools, 'report_failure_analysis') ? failureAnalysis : analyse));
    const turn = messages.filter((message) => message.role === 'assistant').length;
    const calls = await role(turn, messages);
    return {
      content: '',
      toolCalls: calls.map(([name, args], index) => ({
        id: `call_${turn}_${index}`,
        name,
        arguments: JSON.stringify(args ?? {}),
      })),
    };
  };
  return { model, asked };
}
