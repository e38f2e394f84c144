import type { ToolDefinition } from '#lib/protocol/chat.ts';

const object = (properties: Record<string, unknown>, required: string[]): Record<string, unknown> => ({
  type: 'object',
  properties,
  required,
});
const TASK_ORDER = { type: 'integer', description: 'Number of the task.' };

/** The eight tools of the task agent. */
export const TASK_AGENT_TOOLS: ToolDefinition[] = [
  {
    name: 'insert_task',
    description: 'Add a task after the given one; later tasks move back by one.',
    parameters: object(
      {
        after_task_order: {
          type: 'integer',
          description: 'Number of the task before it, 0 to put it first.',
        },
        task_description: {
          type: 'string',
          description: 'What the user asked for, in the words of the user.',
        },
      },
      ['after_task_order', 'task_description'],
    ),
  },
  {
    name: 'update_task',
    description: 'Change the status or the description of a task.',
    parameters: object(
      {
        task_order: TASK_ORDER,
        task_status: { type: 'string', enum: ['pending', 'running', 'success', 'failed'] },
        task_description: { type: 'string', description: 'The new description, if it changes.' },
      },
      ['task_order'],
    ),
  },
  {
    name: 'append_messages_to_planning_section',
    description: 'Link messages that only plan to the planning section.',
    parameters: object(
      { message_ids: { type: 'array', items: { type: 'integer' }, description: 'Ids of current messages.' } },
      ['message_ids'],
    ),
  },
  {
    name: 'append_messages_to_task',
    description: 'Link an inclusive range of current messages to a task and set it to running.',
    parameters: object(
      {
        task_order: TASK_ORDER,
        message_id_range: {
          type: 'array',
          items: { type: 'integer' },
          minItems: 2,
          maxItems: 2,
          description: '[first id, last id]',
        },
      },
      ['task_order', 'message_id_range'],
    ),
  },
  {
    name: 'append_task_progress',
    description: 'Record a milestone of a task that is not finished.',
    parameters: object(
      { task_order: TASK_ORDER, progress: { type: 'string', description: 'What was reached, with values.' } },
      ['task_order', 'progress'],
    ),
  },
  {
    name: 'submit_user_preference',
    description: 'Record one lasting preference, personal fact or constraint of the user.',
    parameters: object({ preference: { type: 'string', description: 'In the third person.' } }, [
      'preference',
    ]),
  },
  { name: 'finish', description: 'Say that the task list is up to date.', parameters: object({}, []) },
  {
    name: 'report_thinking',
    description: 'Write down your reasoning before you act.',
    parameters: object({ thinking: { type: 'string' } }, ['thinking']),
  },
];
