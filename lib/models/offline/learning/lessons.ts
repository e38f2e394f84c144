import type { CauseKind } from '../incident/hypothesis.ts';
import { KNOBS, knobsOf } from '../incident/knobs.ts';
import { list } from '../transcript/wording.ts';
import type { Story } from './story.ts';

/** What a case teaches, in roles instead of names; what belongs to this case alone stands in brackets. */
export interface Lesson {
  /** In order, each a finished thing that was done. */
  did: string[];
  pattern: string[];
  appliesWhen: string;
  notWhen: string;
}

const FRONT = 'the service that returns the errors';

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

const settingWritten = ({ cure }: Story): string => here(cure?.write?.value);

function limitBelowDemand(story: Story): Lesson {
  const tail = story.explanation?.for[0];
  return {
    did: [
      `Read the log of ${FRONT} and noted which upstream it names as slow or not answering${here(story.upstream)}`,
      `Checked the status of that upstream for its p99 latency, which may be high although it reports healthy${here(tail)}`,
      `Read the config of ${FRONT} for ${KNOBS.timeLimit.phrase}${settingSeen(story)}`,
      `Because that p99 latency came close to the limit or exceeded it, raised the setting to ${atLeast(story.factor)} the p99 latency${settingWritten(story)}`,
      ...restartOf(story, FRONT),
      verified(story),
    ],
    pattern: [
      'A service must wait longer than the slowest answers of what it calls: its time limit has to exceed the p99 latency of that upstream with room to spare',
      'The upstream looks healthy all the while, because nothing fails there; only the comparison of its p99 latency with the limit of its caller shows the fault',
    ],
    appliesWhen:
      'A service returns 5xx errors, and its log shows upstream timeouts or slow answers of one upstream that itself reports healthy',
    notWhen:
      'Not when failed requests end far sooner than the limit, or when the connection is refused: then the limit does not end them, and the address of the upstream is to be checked',
  };
}

function exhaustedCapacity(story: Story): Lesson {
  const key = story.cure?.write?.key ?? '';
  const knob = knobsOf(key)[0];
  return {
    did: [
      `Checked the status of ${FRONT} for something that is used up to its limit while others wait${here(story.explanation?.for[0])}`,
      `Read the config of ${FRONT} for ${knob ? KNOBS[knob].phrase : 'the setting that sets this limit'}${settingSeen(story)}`,
      `Because all of it was in use and none was held idle, raised the setting to at least 1.5 times what was in use and waiting${settingWritten(story)}`,
      ...restartOf(story, FRONT),
      verified(story),
    ],
    pattern: [
      'A limit that is used up completely, with others waiting for it, caps the service: it has to exceed what is in use plus what waits',
    ],
    appliesWhen: 'A service returns errors, its pool or queue is exhausted, and requests wait for a free one',
    notWhen:
      'Not when most of what is in use is held idle: then more of them would be held too, and what holds them is to be found',
  };
}

function staleVersion(story: Story): Lesson {
  return {
    did: [
      `Checked the status of ${FRONT} for a version that is stored but not loaded${here(story.explanation?.for[0])}`,
      `Restarted ${FRONT} so that it loads what is stored`,
      verified(story),
    ],
    pattern: [
      'A process keeps what it loaded at its start: after a change of a config or credential it fails until it restarts',
    ],
    appliesWhen:
      'A service fails, for instance with authentication failed, while its status shows another version stored than loaded',
    notWhen:
      'Not when stored and loaded version are equal: then a restart changes nothing and the stored value itself is to be checked',
  };
}

function wrongTarget(story: Story): Lesson {
  return {
    did: [
      `Read the log of ${FRONT} and noted which upstream refuses its connections${here(story.upstream)}`,
      'Read the log and the config of that upstream for the port on which it listens',
      `Read the config of ${FRONT} for ${KNOBS.target.phrase}${settingSeen(story)}`,
      `Because the two differed, changed the URL or port in that setting to where the upstream listens${settingWritten(story)}`,
      ...restartOf(story, FRONT),
      verified(story),
    ],
    pattern: [
      'The address that a caller uses and the one on which its upstream listens have to agree; a deployment changes one of them and forgets the other',
    ],
    appliesWhen:
      'A service returns 5xx errors within milliseconds and its log shows that connections of one upstream are refused or its name is not found',
    notWhen: 'Not when the upstream itself is down or requests fail only after a long wait',
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

const LESSONS: Record<CauseKind, (story: Story) => Lesson> = {
  'limit-below-demand': limitBelowDemand,
  'exhausted-capacity': exhaustedCapacity,
  'stale-version': staleVersion,
  'wrong-target': wrongTarget,
  'recent-change': recentChange,
};

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

/** The lesson of a story that ended well. */
export function lessonOf(story: Story): Lesson {
  const lesson = (story.cause ? LESSONS[story.cause] : unexplained)(story);
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
