import { call, type Reply, type WantedCall } from '../reply.ts';
import { overlap, stemsOf } from '../transcript/words.ts';
import type { Ask } from '../wire/parse-request.ts';
import { preferencesIn } from './preferences.ts';
import { progressOf } from './progress.ts';
import {
  readBullets,
  readMessages,
  readTasks,
  section,
  type ShownTask,
  userTexts,
} from './read-transcript.ts';
import { redactArgs } from './redact.ts';
import { type Segment, segmentsOf, statusOf } from './segments.ts';

/** A segment with the number that its task has once the calls before it are made. */
interface Planned {
  segment: Segment;
  order: number;
  status: 'running' | 'success' | 'failed';
}

function plan(segments: readonly Segment[], tasks: readonly ShownTask[]): Planned[] {
  let last = Math.max(0, ...tasks.map(({ order }) => order));
  return segments.map((segment) => ({
    segment,
    order: segment.task?.order ?? (last += 1),
    status: statusOf(segment),
  }));
}

function callsFor({ segment, order, status }: Planned, known: readonly string[]): WantedCall[] {
  const { task, description, messages } = segment;
  const ids = messages.map(({ id }) => id);
  const closed = task?.status === 'success' || task?.status === 'failed';
  return [
    ...(task ? [] : [call('insert_task', { after_task_order: order - 1, task_description: description })]),
    ...(closed ? [call('update_task', { task_order: order, task_status: 'running' })] : []),
    call('append_messages_to_task', {
      task_order: order,
      message_id_range: [Math.min(...ids), Math.max(...ids)],
    }),
    ...progressOf(segment)
      .filter((progress) => !known.some((line) => line.includes(progress)))
      .map((progress) => call('append_task_progress', { task_order: order, progress })),
    ...(status === 'running' ? [] : [call('update_task', { task_order: order, task_status: status })]),
  ];
}

const isKnown = (preference: string, known: readonly string[]): boolean =>
  known.some((one) => overlap(one, preference) >= stemsOf(preference).size * 0.8);

function thinkingAbout(planned: readonly Planned[], preferences: readonly string[]): string {
  const tasks = planned.map(
    ({ segment, order, status }) =>
      `Task ${order} (${segment.task ? 'exists' : 'new'}): "${segment.description}"; messages ${segment.messages[0]?.id ?? 0} to ${segment.messages.at(-1)?.id ?? 0}; status ${status}.`,
  );
  return [
    `${planned.length} request${planned.length === 1 ? '' : 's'} in these messages.`,
    ...tasks,
    preferences.length > 0 ? `Lasting preferences: ${preferences.join(' ')}` : 'No lasting preferences.',
  ].join(' ');
}

/** Keeps the task list: one look at the batch, all calls in one turn, then it finishes. */
export function runTaskAgent({ messages }: Ask): Reply {
  if (messages.some(({ role, toolCalls }) => role === 'assistant' && toolCalls.length > 0)) {
    return { content: '', calls: [call('finish')] };
  }
  const input = messages.find(({ role }) => role === 'user')?.text ?? '';
  const shown = readMessages(input);
  const tasks = readTasks(section(input, '(?:current )?existing tasks'));
  const planned = plan(segmentsOf(shown, tasks), tasks);
  const knownProgress = readBullets(section(input, 'previous progress'));
  const known = readBullets(section(input, 'known user preferences'));
  const preferences = userTexts(shown)
    .flatMap(({ text }) => preferencesIn(text))
    .filter((preference) => !isKnown(preference, known));
  const calls = [
    call('report_thinking', { thinking: thinkingAbout(planned, preferences) }),
    ...planned.flatMap((one) => callsFor(one, knownProgress)),
    ...preferences.map((preference) => call('submit_user_preference', { preference })),
  ];
  return { content: '', calls: calls.map(({ name, args }) => call(name, redactArgs(args))) };
}
