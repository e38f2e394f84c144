import { COMMANDS, toCall, type Call, type CommandWord } from './commands.ts';

export type ParsedCommand =
  | { kind: 'empty' }
  | { kind: 'help' }
  | { kind: 'call'; call: Call }
  | { kind: 'finish'; message: string }
  /** Not sent, so that a slip costs no call. */
  | { kind: 'fault'; message: string };

const ALIASES: Record<string, CommandWord> = {
  st: 'status',
  log: 'logs',
  cfg: 'config',
  conf: 'config',
  update: 'set',
};

/** Parts that a command needs after its own word. */
const NEEDS: Record<CommandWord, number> = { status: 1, logs: 1, config: 1, set: 3, restart: 1 };
const TAKES: Record<CommandWord, number> = { status: 1, logs: 2, config: 1, set: Infinity, restart: 1 };

/** Reads a line of the console. A tool's own name and its arguments as JSON work too: `check_logs {"lines": 5}`. */
export function parseCommand(line: string): ParsedCommand {
  const text = line.trim();
  if (text === '') return { kind: 'empty' };
  const [head = '', ...parts] = text.split(/\s+/);
  const rest = text.slice(head.length).trim();
  if (head === 'help' || head === '?') return { kind: 'help' };
  if (head === 'done') {
    return rest === ''
      ? { kind: 'fault', message: 'done needs your final message: what was the cause, what did you change?' }
      : { kind: 'finish', message: rest };
  }
  const raw = COMMANDS.find(({ tool }) => tool === head);
  if (raw) return { kind: 'call', call: { tool: raw.tool, arguments: rest || '{}' } };
  const word = wordOf(head);
  if (!word) {
    const words = COMMANDS.map((command) => command.word).join(', ');
    return {
      kind: 'fault',
      message: `There is no command "${head}". The commands are ${words}, done and help.`,
    };
  }
  const usage = COMMANDS.find((command) => command.word === word)?.usage ?? word;
  if (parts.length < NEEDS[word]) return { kind: 'fault', message: `It takes more than that: ${usage}` };
  if (parts.length > TAKES[word]) return { kind: 'fault', message: `That is one word too many: ${usage}` };
  const [service = '', second = '', ...others] = parts;
  const fields = {
    service,
    lines: word === 'logs' ? second : '',
    key: second,
    // The value is the rest of the line as it stands, spaces included.
    value:
      word === 'set'
        ? rest.slice(rest.indexOf(second, service.length) + second.length).trim()
        : others.join(' '),
  };
  return { kind: 'call', call: toCall(word, fields) };
}

export function wordOf(head: string): CommandWord | null {
  return COMMANDS.find(({ word }) => word === head)?.word ?? ALIASES[head] ?? null;
}
