import { renderMessages, type ReadableMessage } from './render-message.ts';
import { renderTasks, type RenderedTask } from './task-agent.ts';

/** Longest part of a message that the distiller reads, in characters. */
const PART_LIMIT = 512;

const PEOPLE =
  'Write in the third person. "The user" is whoever wrote the messages of role user; other persons are third parties.';

export const SUCCESS_DISTILLER_PROMPT = `You condense one finished task of an agent into what is worth keeping for later work. Call exactly one tool.

- skip_learning: only for what teaches nothing, such as a lookup, small talk, a one-off calculation or a status check. Never skip when a skill of the learning space covers the subject.
- report_success_analysis: when a procedure, a diagnosis, a configuration or a decision led to the result.
  - task_goal: one sentence. approach: two or three sentences on what was done, in order, with what the evidence was.
  - key_decisions: one sentence each, with the reason.
  - generalizable_pattern: two or three sentences that would help with the next case of this kind. State relations ("the limit must exceed the slowest dependency"), not this case's numbers as rules.
  - applies_when: the signs by which to recognise the case, naming tool, service type or site, and what tells it from cases that look alike. Do not claim more than was shown.
- report_factual_content: when the task was about information. One fact per entry. Do not dress facts up as a procedure.

Never keep passwords, keys or tokens. ${PEOPLE}`;

export const FAILURE_DISTILLER_PROMPT = `You condense one failed task of an agent into a lesson. Call report_failure_analysis.

Be useful instead of assigning blame. The most valuable field is what_should_have_been_done: concrete steps that would have worked, as far as the messages show. failure_point says where it went wrong, flawed_reasoning which assumption led there, prevention_principle how to avoid it, applies_when by which signs to recognise the situation.

Never keep passwords, keys or tokens. ${PEOPLE}`;

export interface SkillLine {
  name: string;
  description: string;
}

export interface DistillationInput {
  task: RenderedTask & { progress: string[] };
  tasks: RenderedTask[];
  /** Only those linked to the task. */
  messages: ReadableMessage[];
  toolNames: ReadonlyMap<string, string>;
  skills: SkillLine[];
}

/** `- **name**: description`, one line each. */
export const renderSkills = (skills: readonly SkillLine[]): string =>
  skills.map((skill) => `- **${skill.name}**: ${skill.description}`).join('\n');

/** The one user message that the distiller starts from. */
export function renderDistillationInput({ task, ...input }: DistillationInput): string {
  const finished = [
    `Status: ${task.status}`,
    `Description: ${task.description}`,
    'Progress:',
    ...(task.progress.length > 0 ? task.progress.map((line) => `- ${line}`) : ['(none)']),
  ].join('\n');
  const messages = renderMessages(input.messages, { limit: PART_LIMIT, toolNames: input.toolNames });
  const sections = [
    `## Finished Task\n${finished}`,
    `## All Session Tasks\n${renderTasks(input.tasks)}`,
    `## Task Messages\n${messages || '(none)'}`,
  ];
  if (input.skills.length > 0) sections.push(`## Learning Space Skills\n${renderSkills(input.skills)}`);
  return sections.join('\n\n');
}
