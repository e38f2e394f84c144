import { sentencesOf } from '../procedure/parse-entries.ts';

/** What a user says about lasting wishes, as third-person sentences. */
const PATTERNS: readonly [RegExp, (rest: string) => string][] = [
  [
    /^(?:and |also,? |please note:? )?i (?:always |really |would )?prefer(?: that)? (.+)$/i,
    (rest) => `The user prefers ${rest}`,
  ],
  [
    /^i (?:really )?(?:dislike|don't like|do not like|hate) (.+)$/i,
    (rest) => `The user does not like ${rest}`,
  ],
  [
    /^(?:please )?(?:from now on|in (?:the )?future|going forward),? (?:please )?(.+)$/i,
    (rest) => `The user wants from now on: ${rest}`,
  ],
  [/^(?:please )?always (.+)$/i, (rest) => `The user always wants: ${rest}`],
  [/^(?:please )?never (.+)$/i, (rest) => `The user never wants: ${rest}`],
  [/^my name is (.+)$/i, (rest) => `The user's name is ${rest}`],
  [/^we (?:only|never|always) (.+)$/i, (rest) => `The user's team has a rule: ${rest}`],
  [/^i (?:am|'m) (?:an? |the )(.+)$/i, (rest) => `The user is the ${rest}`],
];

const tidy = (text: string): string => text.replace(/[.!]+$/, '');

/** The lasting preferences in a text, each as one sentence. */
export const preferencesIn = (text: string): string[] =>
  sentencesOf(text.replaceAll('\n', ' ')).flatMap((part) => {
    for (const [pattern, tell] of PATTERNS) {
      const rest = pattern.exec(tidy(part))?.[1];
      if (rest !== undefined) return [`${tell(rest)}.`];
    }
    return [];
  });
