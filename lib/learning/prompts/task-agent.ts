import { renderMessages, type ReadableMessage } from './render-message.ts';

/** Longest part of a message that the task agent reads, in characters. */
const PART_LIMIT = 1024;

export const TASK_AGENT_PROMPT = `You keep the task list of a conversation between a user and an agent. You work alone: nobody answers questions, you act only through tools.

# What a task is
- One distinct thing the user asked for, in the user's own terms. Two requests make two tasks; one request makes one, however many steps the agent needs.
- The agent's plans, steps, checks and fixes are never tasks. They are progress of the task they serve.
- Tasks do not overlap. Before you insert one, look whether an existing task already covers the request.
- Talk that only plans belongs to the planning section.

# Messages
- Link the messages that contribute to a task by an inclusive range of their ids. Leave out those that do not.
- A finished task takes neither messages nor progress. Set it to running first if work on it went on.

# Progress
- One to three milestones of at most 150 characters, with the concrete values that were seen or set.
- Start a line with "User:" if the user supplied the information.

# Preferences
- Submit each lasting preference, personal fact or constraint of the user once, in the third person, unless it is already known.

# Status
- pending: nothing has been done yet.
- running: work began or began again.
- success: the user confirmed it, or the agent finished and moved on without an error left over.
- failed: it ended in an error, was given up, or the user said that it did not work.
- Evaluation criteria in the input override these.

# How to work
First report your thinking: which requests there are, which tasks exist already, what is new, which messages belong where, what was achieved with which values, what the user prefers, which status each task has now and why, what you will call, and what is still open. Then make all the calls you can in one turn. Check the result and call finish.`;

export interface RenderedTask {
  order: number;
  description: string;
  status: string;
}

export interface TaskAgentInput {
  tasks: RenderedTask[];
  /** Latest progress lines over all tasks, oldest first. */
  progress: { order: number; text: string }[];
  preferences: string[];
  criteria: { success?: string | undefined; failure?: string | undefined };
  messages: ReadableMessage[];
  toolNames: ReadonlyMap<string, string>;
}

/** `Task 1: Restore checkout (Status: running)`, one line each. */
export function renderTasks(tasks: readonly RenderedTask[]): string {
  if (tasks.length === 0) return '(none)';
  return tasks.map((task) => `Task ${task.order}: ${task.description} (Status: ${task.status})`).join('\n');
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** The one user message that the task agent starts from. */
export function renderTaskAgentInput(input: TaskAgentInput): string {
  const criteria = [
    input.criteria.success && `Success: ${input.criteria.success}`,
    input.criteria.failure && `Failure: ${input.criteria.failure}`,
  ].filter((line) => typeof line === 'string' && line !== '');
  const sections: [heading: string, body: string][] = [
    ['Current Existing Tasks', renderTasks(input.tasks)],
    [
      'Previous Progress',
      bullets(input.progress.map(({ order, text }) => `Task ${order}: ${text}`)) || '(none)',
    ],
    ['Known User Preferences', bullets(input.preferences)],
    ['Task Evaluation Criteria', criteria.map((line) => `- ${line}`).join('\n')],
    ['Current Messages', renderMessages(input.messages, { limit: PART_LIMIT, toolNames: input.toolNames })],
  ];
  return [
    ...sections.filter(([, body]) => body !== '').map(([heading, body]) => `## ${heading}\n${body}`),
    'Bring the task list up to date with the current messages.',
  ].join('\n\n');
}
