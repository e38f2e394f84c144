import { parseStatus } from '../incident/parse-status.ts';
import { call, type Reply } from '../reply.ts';
import { sentence } from '../transcript/wording.ts';
import { overlap } from '../transcript/words.ts';
import type { Ask } from '../wire/parse-request.ts';
import { decisionsOf, lessonOf } from './lessons.ts';
import {
  closingText,
  readBullets,
  readMessages,
  readUses,
  section,
  type ShownMessage,
  userTexts,
} from './read-transcript.ts';
import { redactArgs } from './redact.ts';
import { type Story, storyOf } from './story.ts';

const one = (name: string, args: Record<string, unknown>): Reply => ({
  content: '',
  calls: [call(name, redactArgs(args))],
});

const fieldIn = (text: string, name: string): string =>
  new RegExp(`^\\W*${name}\\W*:\\W*(.+)$`, 'im').exec(text)?.[1]?.trim() ?? '';

function success(goal: string, story: Story): Reply {
  const lesson = lessonOf(story);
  return one('report_success_analysis', {
    task_goal: sentence(goal),
    approach: lesson.did.map(sentence).join(' '),
    key_decisions: decisionsOf(story).map(sentence),
    generalizable_pattern: lesson.pattern.map(sentence).join(' '),
    applies_when: `${sentence(lesson.appliesWhen)} ${sentence(lesson.notWhen)}`,
  });
}

const DECLARES = /\b(?:is|are|was|were|uses?|runs?|has|have|belongs?|lives?|means)\b/i;

/** Statements that carry information: what the user told, or what the agent answered. */
const statementsIn = (messages: readonly ShownMessage[]): string[] =>
  [...userTexts(messages).map(({ text }) => text), closingText(messages)]
    .flatMap((text) => text.split(/(?<=[.!])\s+|\n+/))
    .map((part) => part.replace(/^[-*]\s+/, '').trim())
    .filter(
      (part) =>
        part.length > 20 &&
        DECLARES.test(part) &&
        !part.endsWith('?') &&
        !/^(?:please|i |thanks)/i.test(part),
    )
    .slice(0, 6);

function failure(goal: string, story: Story, messages: readonly ShownMessage[]): Reply {
  const { vain, after, front, deadEnds } = story;
  const ending = closingText(messages);
  const tried =
    vain.length > 0
      ? `${vain.join(' and ')} was changed and the errors went on`
      : 'nothing that was changed ended the errors';
  const looked = [...story.facts.services.keys()];
  return one('report_failure_analysis', {
    task_goal: sentence(goal),
    failure_point: sentence(
      after && story.facts.writes.length > 0
        ? `${tried}; ${front} stayed ${after.health}`
        : ending.split(/(?<=[.!?])\s/)[0] || tried,
    ),
    flawed_reasoning:
      vain.length > 0
        ? 'A setting was changed because it looked suspicious, without evidence that ties it to the failing requests.'
        : 'The search ended before an observation tied a cause to the failing requests.',
    what_should_have_been_done: `Read the log of the service that returns the errors, compare how long failed requests last with its limits, and follow the upstream that these requests use${deadEnds.length > 0 ? `, instead of ${deadEnds.join(' and ')}` : ''}. Change a setting only when two observations agree, and put it back when the symptom stays.`,
    prevention_principle:
      'A change needs evidence from the path of the failing requests; a change that does not help is put back at once.',
    applies_when: `A service returns errors and the first suspicion does not hold${looked.length > 0 ? ' although several services were looked at' : ''}.`,
  });
}

/** Condenses one finished task into what is worth keeping: one call. */
export function runDistiller({ messages, tools }: Ask): Reply {
  const input = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const finished = section(input, 'finished task');
  const goal = fieldIn(finished, '(?:task )?description') || 'Finish the task';
  const shown = readMessages(input);
  const uses = readUses(shown);
  const story = storyOf(uses, goal);
  if (!tools.some(({ name }) => name === 'report_success_analysis')) return failure(goal, story, shown);
  if (story.cure) return success(goal, story);

  const covered = readBullets(section(input, 'learning space skills')).some(
    (line) => overlap(line, goal) >= 2,
  );
  const facts = statementsIn(shown);
  const asked = userTexts(shown).some(({ text }) => DECLARES.test(text) && text.length > 60);
  if (facts.length > 0 && (covered || (uses.length === 0 && asked))) {
    return one('report_factual_content', { task_goal: sentence(goal), facts: facts.map(sentence) });
  }
  const onlyLooked = uses.every(
    ({ result }) =>
      result === null || parseStatus(result) !== null || !/^(?:updated|restarted)/i.test(result),
  );
  return one('skip_learning', {
    reason: onlyLooked
      ? 'It was a look-up: nothing was decided or changed.'
      : 'The messages show no change that can be tied to the result.',
  });
}
