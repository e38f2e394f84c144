import { describe, expect, it } from 'vitest';
import { completeCommand } from './complete-command.ts';
import type { KnownService } from './prepare-known.ts';

const known: KnownService[] = [
  {
    name: 'api-gateway',
    seenAt: 0,
    status: null,
    settings: new Map([
      ['timeout_ms', '5000'],
      ['retries', '3'],
    ]),
  },
  { name: 'api-cache', seenAt: 1, status: null, settings: new Map() },
];
const texts = (line: string) => completeCommand(line, known).map(({ text }) => text);

describe('completion', () => {
  it('offers commands first, then what the player has read, and never more', () => {
    expect(texts('s')).toEqual(['status', 'set']);
    expect(texts('status ')).toEqual(['api-gateway', 'api-cache']);
    expect(texts('status api-c')).toEqual(['api-cache']);
    expect(texts('status orders')).toEqual([]);
    expect(texts('status api-gateway ')).toEqual([]);
  });

  it('offers keys of a config that was read, and the value that stands there', () => {
    expect(texts('set api-gateway ')).toEqual(['timeout_ms', 'retries']);
    expect(texts('set api-gateway timeout_ms ')).toEqual(['5000']);
    expect(texts('set api-cache ')).toEqual([]);
  });

  it('gives the whole line with the word in it', () => {
    expect(completeCommand('logs api-g', known)[0]?.line).toBe('logs api-gateway ');
  });

  it('has nothing to say after words that are no command', () => {
    expect(texts('reboot ')).toEqual([]);
    expect(texts('done it was ')).toEqual([]);
  });
});
