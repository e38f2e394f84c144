import { describe, expect, it } from 'vitest';
import { readStep } from './read-step.ts';

const asks = (text: string) => readStep(text).map(({ deed, role }) => `${deed} ${role}`);

describe('a step asks for', () => {
  it.each([
    ['1. Read the log of the gateway and note which upstream it names.', ['logs front']],
    ['- Check the status of that upstream for its p99 latency', ['status upstream']],
    ['2. Read the log and the config of that upstream for the port.', ['logs upstream', 'config upstream']],
    ['If the pool is used up, raise its size.', ['change any']],
    ['Restart the affected service so that it loads what is stored.', ['restart front']],
    ['Verify that the error rate falls below 1 %.', ['check any']],
    ['Update `max_connections` of the database and restart it.', ['change any', 'restart any']],
    ['**Roll back** the change of the caller.', ['change front']],
  ])('%s', (text, expected) => expect(asks(text)).toEqual(expected));

  it.each([
    'Think about what users feel.',
    'Do not restart the service.',
    'Never raise the limit without a look at the latency.',
    '',
  ])('nothing that a call could show: %s', (text) => expect(readStep(text)).toEqual([]));

  it('a setting of a kind, by its key, in a direction', () => {
    expect(readStep('Lower `http.retry_count` of the caller, a retry setting.')).toMatchObject([
      { deed: 'change', kinds: ['retries'], keys: ['http.retry_count'], direction: 'down', role: 'front' },
    ]);
  });
});
