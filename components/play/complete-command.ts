import { COMMANDS } from './commands.ts';
import { wordOf } from './parse-command.ts';
import type { KnownService } from './prepare-known.ts';

export interface Completion {
  /** The whole line with the completion in it. */
  line: string;
  /** What is shown, and what is said beside it. */
  text: string;
  hint: string;
}

const LINES = ['5', '10', '20'];

/** What may stand where the line ends, from what the player has come across; the same word twice is not offered. */
export function completeCommand(line: string, known: readonly KnownService[]): Completion[] {
  const parts = line.trimStart().split(/\s+/);
  const typed = parts.at(-1) ?? '';
  const before = line.slice(0, line.length - typed.length);
  return candidates(parts, known)
    .filter(({ text }) => text.startsWith(typed) && text !== typed)
    .map(({ text, hint }) => ({ line: `${before}${text} `, text, hint }));
}

function candidates(
  parts: readonly string[],
  known: readonly KnownService[],
): { text: string; hint: string }[] {
  const [head = '', name = '', key = ''] = parts;
  if (parts.length === 1) {
    return [
      ...COMMANDS.map(({ word, meaning }) => ({ text: word, hint: meaning })),
      { text: 'done', hint: 'ends the run with your final message' },
      { text: 'help', hint: 'what can be typed here' },
    ];
  }
  const word = wordOf(head);
  if (!word) return [];
  if (parts.length === 2) return known.map((service) => ({ text: service.name, hint: hintOf(service) }));
  if (word === 'logs' && parts.length === 3) return LINES.map((text) => ({ text, hint: 'lines' }));
  if (word !== 'set') return [];
  const settings = known.find((service) => service.name === name)?.settings ?? new Map<string, string>();
  if (parts.length === 3) return [...settings].map(([text, value]) => ({ text, hint: `now ${value}` }));
  const value = parts.length === 4 ? settings.get(key) : undefined;
  return value === undefined ? [] : [{ text: value, hint: 'value now' }];
}

function hintOf({ status }: KnownService): string {
  return status ? `${status.service.health} at call ${status.call}` : 'not checked yet';
}
