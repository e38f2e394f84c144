import { KNOBS, knobsOf } from '../incident/knobs.ts';
import { list } from '../transcript/wording.ts';
import { FRONT, LESSON_TABLE, type LessonText, ORIGIN } from './lesson-table.ts';
import type { Story } from './story.ts';

/** What a case teaches, in roles instead of names; what belongs to this case alone stands in brackets. */
export interface Lesson {
  /** In order, each a finished thing that was done. */
  did: string[];
  pattern: string[];
  appliesWhen: string;
  notWhen: string;
}

/** "(1234 ms)", or nothing. */
const here = (...details: (string | number | null | undefined)[]): string => {
  const given = details.filter((detail) => detail !== null && detail !== undefined && detail !== '');
  return given.length > 0 ? ` (${given.join(', ')})` : '';
};

const atLeast = (factor: number | null): string =>
  `at least ${factor === null ? 2 : Math.max(1.5, Math.floor(factor * 2) / 2)} times`;

const restartOf = ({ cure }: Story, service: string): string[] =>
  cure?.write?.result.ok && cure.write.result.effect !== 'now'
    ? [`Restarted ${service}, because the new value counts only after a restart`]
    : [];

const verified = ({ after }: Story): string =>
  `Verified with the status of ${FRONT} that its error rate fell below 1 %${here(after ? after.health : null)}`;

const settingSeen = ({ cure }: Story): string => {
  const write = cure?.write;
  return write?.result.ok ? here(`\`${write.key}\` = ${write.result.from ?? '?'}`) : '';
};

const settingWritten = ({ cure }: Story): string => here(cure?.write ? `\`${cure.write.value}\`` : null);

const TRACE = `Read the log of ${FRONT} and followed the errors that it only passes on to ${ORIGIN}`;

/** The restart that a repair needed, when it was no restart itself. */
const restartAfter = (story: Story): string[] => {
  const write = story.cure?.write;
  if (!write) return [];
  const who = write.service === story.origin ? ORIGIN : 'the service whose setting was changed';
  return restartOf(story, who);
};

function fromTable(text: LessonText, story: Story): Lesson {
  const { upstream, explanation, factor, cure } = story;
  const key = cure?.write?.key ?? '';
  const knob = knobsOf(key)[0];
  const setting = knob ? KNOBS[knob].phrase : 'the setting that decides this';
  const tail = explanation?.for[0];
  const looks = text.looks.map((look, index) =>
    look.includes('{setting}')
      ? `${look.replace('{setting}', setting)}${settingSeen(story)}`
      : index === 0
        ? `${look}${here(tail)}`
        : look,
  );
  return {
    did: [
      `${TRACE}${here(story.origin)}${upstream === null ? '' : `, and noted which upstream its own errors name${here(upstream)}`}`,
      ...looks,
      `${text.repair.replace('{factor}', atLeast(factor))}${settingWritten(story)}`,
      ...restartAfter(story),
      verified(story),
    ],
    pattern: [
      ...text.pattern,
      ...(text.afterwards === undefined ? [] : [`After the repair ${text.afterwards}`]),
    ],
    appliesWhen: text.appliesWhen,
    notWhen: text.notWhen,
  };
}

function recentChange(story: Story): Lesson {
  return {
    did: [
      `Read the log of ${FRONT} for a setting that was changed shortly before the errors began${here(story.explanation?.for[0])}`,
      `Read the config of ${FRONT} to see that the new value is still there${settingSeen(story)}`,
      `Put the setting back to its earlier value${settingWritten(story)}`,
      ...restartOf(story, FRONT),
      verified(story),
    ],
    pattern: [
      'When nothing else explains the errors and a setting was changed just before they began, the earlier value is the safer one',
    ],
    appliesWhen: 'A service fails since a setting was changed, and its log shows the change',
    notWhen: 'Not when the errors were there before the change',
  };
}

/** A cure that no general correlation explains: what was done, as it was done. */
function unexplained(story: Story): Lesson {
  const write = story.cure?.write;
  const knob = write ? knobsOf(write.key)[0] : undefined;
  const setting = knob ? KNOBS[knob].phrase : 'the setting in question';
  return {
    did: [
      `Read the log of ${FRONT}`,
      `Read the config of ${FRONT} for ${setting}${settingSeen(story)}`,
      write ? `Changed the setting${settingWritten(story)}` : `Restarted ${FRONT}`,
      ...restartOf(story, FRONT),
      verified(story),
    ],
    pattern: [write ? `The errors ended when ${setting} was changed` : 'The errors ended after a restart'],
    appliesWhen: 'A service returns errors like these and the same setting stands at a similar value',
    notWhen: 'Not proven to be general: one case only',
  };
}

/** Said when a dead end was walked into: what it looked like, so that it is passed by next time. */
const DEAD_END =
  'Do not follow another service that the log names for a trouble of its own, such as a failing health check, unless the failing requests use it';

function lessonFor(story: Story): Lesson {
  if (story.cause === null) return unexplained(story);
  return story.cause === 'recent-change' ? recentChange(story) : fromTable(LESSON_TABLE[story.cause], story);
}

/** The lesson of a story that ended well. */
export function lessonOf(story: Story): Lesson {
  const lesson = lessonFor(story);
  return story.deadEnds.length > 0 ? { ...lesson, notWhen: `${lesson.notWhen}. ${DEAD_END}` } : lesson;
}

/** What told the dead ends apart, as decisions with their reason. */
export function decisionsOf(story: Story): string[] {
  const { deadEnds, vain, upstream, cause } = story;
  return [
    ...(deadEnds.length > 0
      ? [
          `Left ${list(deadEnds)} alone: ${deadEnds.length === 1 ? 'its trouble is its own' : 'their troubles are their own'} and not on the path of the failing requests`,
        ]
      : []),
    ...(vain.length > 0 ? [`Put ${list(vain)} back, because the errors went on after the change`] : []),
    ...(cause === 'limit-below-demand' && upstream !== null
      ? [
          `Compared numbers instead of health: ${upstream} reports healthy, but its answers take about as long as its caller waits`,
        ]
      : []),
    'Changed one setting only and derived its value from what was observed, with room to spare',
    'Checked the symptom again after the change instead of trusting it',
  ];
}
