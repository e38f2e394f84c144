import { describe, expect, it } from 'vitest';
import { findConstants } from './find-constants.ts';
import { splitEntries } from './split-entries.ts';

const constantsIn = (step: string) =>
  splitEntries(`## 502 errors (date: 2026-11-22)\n- **Steps:**\n  1. ${step}\n`).flatMap((entry) =>
    findConstants(entry).map(({ value }) => value),
  );

describe('an answer constant', () => {
  it.each([
    ['Set upstream_timeout_ms to 9000.', '9000'],
    ['Raise the timeout to 30s and restart.', '30s'],
    ['Increase `max_connections` = `200`.', '200'],
    ['The timeout must be at least 5000 ms.', '5000 ms'],
    ['Scale the workers to 12 replicas.', '12 replicas'],
    ['Change the URL to port 8081.', 'port 8081'],
    ['Point the gateway to 10.0.3.4:8080.', '10.0.3.4:8080'],
    ['Open payments-db.internal:5432 and look at the locks.', 'payments-db.internal:5432'],
    ['Delete the pod api-7d9f8b6c51-x2x4z.', 'api-7d9f8b6c51-x2x4z'],
    ['Do what INC-4711 says.', 'INC-4711'],
    ['Roll back to commit 3f9ac0712be4.', '3f9ac0712be4'],
    ['Check the log. Set the pool to 64.', '64'],
  ])('is found in "%s"', (step, value) => {
    expect(constantsIn(step)).toEqual([value]);
  });

  it.each([
    'Raise the setting to at least 2 times the p99 latency.',
    'Raise the limit to 3x the observed demand.',
    'Set the timeout above the p99 latency of the upstream (for instance 4000 ms).',
    'Raise the pool to 1.5 times what is in use, e.g. from 20 to 30.',
    'Increase the limit by 50 %.',
    'Verify that the error rate falls below 1 %.',
    'Verify that the p99 latency is below 200 ms.',
    'Check the log for 502 errors of one upstream.',
    'Wait 5 minutes and check the status again.',
    'Set retries to 0 until the queue is empty.',
    'Restart the service so that version 2 is loaded.',
    'Put the setting back to its earlier value.',
    'If the timeout is close to or below the p99 latency, raise the setting to at least twice the p99 latency.',
    'Change the URL to the port on which the upstream listens.',
    'Use HTTP port 443 instead of plain text.',
    'Run it against localhost:3000 first.',
    'Read the first 200 lines of the log.',
  ])('is not found in "%s"', (step) => {
    expect(constantsIn(step)).toEqual([]);
  });

  it('is what a rule says, not what a symptom, an example or a log entry tells', () => {
    const text = [
      '## Time limits',
      '- **Symptom:** The timeout was set to 5000 ms.',
      '- **Root Cause:** Somebody set it to 5000 ms.',
      '- **Prevention:** Set it to 9000 ms.',
      '## What was done',
      'Set the timeout to 9000 ms.',
      '```',
      '1. Set it to 7000 ms',
      '2. Set it to 7000 ms',
      '```',
    ].join('\n');
    const found = splitEntries(text).flatMap(findConstants);
    expect(found).toEqual([{ line: 4, value: '9000 ms', kind: 'number' }]);
  });
});
