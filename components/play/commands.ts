/** The five tools as a player's console calls them. */
export const COMMANDS = [
  {
    word: 'status',
    tool: 'check_service_status',
    label: 'Status',
    verb: 'Check status',
    usage: 'status <service>',
    meaning: 'health, error rate, latency, dependencies',
    write: false,
  },
  {
    word: 'logs',
    tool: 'check_logs',
    label: 'Logs',
    verb: 'Read logs',
    usage: 'logs <service> [lines]',
    meaning: 'newest log lines, 10 unless told',
    write: false,
  },
  {
    word: 'config',
    tool: 'read_config',
    label: 'Config',
    verb: 'Read config',
    usage: 'config <service>',
    meaning: 'stored configuration',
    write: false,
  },
  {
    word: 'set',
    tool: 'update_config',
    label: 'Set',
    verb: 'Set value',
    usage: 'set <service> <key> <value>',
    meaning: 'changes one setting',
    write: true,
  },
  {
    word: 'restart',
    tool: 'restart_service',
    label: 'Restart',
    verb: 'Restart',
    usage: 'restart <service>',
    meaning: 'loads the stored configuration; takes 90 s of world time',
    write: true,
  },
] as const;

export type CommandWord = (typeof COMMANDS)[number]['word'];

/** A call as it is sent: tool name and JSON arguments, as a model would write them. */
export interface Call {
  tool: string;
  arguments: string;
}

/** What the fields of a tool say. Empty ones are left out, except where the tool needs them. */
export interface Fields {
  service: string;
  lines: string;
  key: string;
  value: string;
}

export function toCall(word: CommandWord, { service, lines, key, value }: Fields): Call {
  const of = (args: Record<string, unknown>): string => JSON.stringify({ service_name: service, ...args });
  switch (word) {
    case 'status':
      return { tool: 'check_service_status', arguments: of({}) };
    case 'logs':
      return { tool: 'check_logs', arguments: of(lines === '' ? {} : { lines: toNumber(lines) }) };
    case 'config':
      return { tool: 'read_config', arguments: of({}) };
    case 'set':
      return { tool: 'update_config', arguments: of({ key, value }) };
    case 'restart':
      return { tool: 'restart_service', arguments: of({}) };
  }
}

/** Anything but a number stays as it is: the tool says what is wrong with it. */
function toNumber(text: string): number | string {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

/** The command that does the same. */
export function toCommand(word: CommandWord, { service, lines, key, value }: Fields): string {
  const rest = word === 'logs' ? [lines] : word === 'set' ? [key, value] : [];
  return [word, service, ...rest].filter((part) => part !== '').join(' ');
}
