import type { ToolDefinition } from '#lib/protocol/chat.ts';

const TEXT = { type: 'string' };
const LIST = { type: 'array', items: { type: 'string' } };

const tool = (name: string, description: string, properties: Record<string, unknown>): ToolDefinition => ({
  name,
  description,
  parameters: { type: 'object', properties, required: Object.keys(properties) },
});

const SKIP = tool('skip_learning', 'The task teaches nothing worth keeping.', { reason: TEXT });
const SUCCESS = tool('report_success_analysis', 'A procedure or decision that worked.', {
  task_goal: TEXT,
  approach: TEXT,
  key_decisions: LIST,
  generalizable_pattern: TEXT,
  applies_when: TEXT,
});
const FACTS = tool('report_factual_content', 'Information worth keeping.', { task_goal: TEXT, facts: LIST });
const FAILURE = tool('report_failure_analysis', 'What went wrong and what would have worked.', {
  task_goal: TEXT,
  failure_point: TEXT,
  flawed_reasoning: TEXT,
  what_should_have_been_done: TEXT,
  prevention_principle: TEXT,
  applies_when: TEXT,
});

/** What the distiller may call: a failed task cannot be skipped. */
export const DISTILLER_TOOLS = {
  success: [SKIP, SUCCESS, FACTS],
  failed: [FAILURE],
} as const satisfies Record<string, readonly ToolDefinition[]>;
