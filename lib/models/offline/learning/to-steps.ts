import { KNOBS, knobsOf } from '../incident/knobs.ts';
import { sentencesOf } from '../procedure/parse-entries.ts';

/** Past tense of the verbs that reports of work begin with → what a procedure says. */
const IMPERATIVES: Readonly<Record<string, string>> = {
  read: 'Read',
  checked: 'Check',
  compared: 'Compare',
  raised: 'Raise',
  increased: 'Increase',
  lowered: 'Lower',
  reduced: 'Reduce',
  restarted: 'Restart',
  verified: 'Verify',
  changed: 'Change',
  set: 'Set',
  put: 'Put',
  found: 'Find',
  noted: 'note',
  identified: 'Identify',
  looked: 'Look',
  inspected: 'Inspect',
  examined: 'Examine',
  updated: 'Update',
  confirmed: 'Confirm',
  reviewed: 'Review',
  adjusted: 'Adjust',
  investigated: 'Investigate',
  traced: 'Trace',
  discovered: 'Find',
  determined: 'Determine',
  fixed: 'Fix',
  opened: 'Open',
  rolled: 'Roll',
  left: 'Leave',
  applied: 'Apply',
  followed: 'follow',
  switched: 'Switch',
  let: 'Let',
};
const PRESENT: readonly [RegExp, string][] = [
  [/\bcame close\b/g, 'comes close'],
  [/\bexceeded\b/g, 'exceeds'],
  [/\bdiffered\b/g, 'differ'],
  [/\bwas in use\b/g, 'is in use'],
  [/\bwas held\b/g, 'is held'],
  [/\bwas used\b/g, 'is used'],
  [/\bfell\b/g, 'falls'],
  [/\bdropped\b/g, 'drops'],
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function imperative(text: string): string {
  const [first = '', ...rest] = text.split(' ');
  const verb = IMPERATIVES[first.toLowerCase()];
  return verb === undefined ? text : [capital(verb), ...rest].join(' ');
}

/** Names and values of one case → the roles that they play in any. */
export function generalise(text: string): string {
  return text
    .replaceAll(/ \((?=[^)]*(?:\d|`|[a-z]-[a-z]|healthy))[^)]*\)/g, '')
    .replaceAll(/`([\w.*/-]+)`/g, (_, key: string) => {
      const knob = knobsOf(key)[0];
      return knob ? KNOBS[knob].phrase : 'the setting in question';
    })
    .replaceAll(/\b\d+(?:\.\d+)? ?(?:ms|s|seconds)\b/g, 'the observed time');
}

/** The premise ends at the comma before the verb that says what was done. */
const BECAUSE = new RegExp(`^(?:Because|Since|As) (.+?), ((?:${Object.keys(IMPERATIVES).join('|')})\\b .+)$`);

/** One sentence of a report → one step of a procedure. */
function toStep(text: string): string {
  const general = PRESENT.reduce((done, [pattern, word]) => done.replaceAll(pattern, word), generalise(text));
  const because = BECAUSE.exec(general);
  const step = because
    ? `If ${because[1] ?? ''}, ${imperative(because[2] ?? '').replace(/^./, (char) => char.toLowerCase())}`
    : imperative(general);
  return step.replaceAll(
    / and (noted|followed|let|compared|restarted|verified|checked|raised|found)\b/g,
    (_, verb: string) => ` and ${(IMPERATIVES[verb] ?? verb).toLowerCase()}`,
  );
}

/** The numbered steps of a procedure, from the report of what was done. */
export const toSteps = (approach: string): string[] =>
  sentencesOf(approach.replaceAll('\n', ' '))
    .map((text) => toStep(text.replace(/[.;]$/, '').replace(/^\d+[.)] /, '')))
    .filter((step) => step !== '');
