import { expect, test } from 'vitest';
import { parseEntries } from './parse-entries.ts';
import { parseStep } from './parse-step.ts';

const look = (at: string, role: string) => ({ do: 'look', at, role });

test.each([
  ['Check gateway logs for "upstream timeout" errors — note which backend service', [look('logs', 'front')]],
  [
    "Compare gateway's upstream_timeout_ms config against the backend's p99 latency",
    [look('config', 'front'), look('status', 'upstream')],
  ],
  ['Check the status of that upstream and note its p99 latency', [look('status', 'upstream')]],
  ['Look at the health of the failing service', [look('status', 'front')]],
  ['Restart the gateway to apply the new config', [{ do: 'restart', role: 'front' }]],
  ['Verify error rate drops to 0%', [{ do: 'verify' }]],
  ['Tell the team', []],
])('reads "%s"', (text, actions) => {
  expect(parseStep(text).actions).toEqual(actions);
});

test.each([
  ['If p99 > timeout, increase timeout to at least 3-5x the p99 latency', 'above', 3, 'demand'],
  ['When the latency is close to the limit, raise the deadline to twice the p99', 'near', 2, 'demand'],
  ['If the timeout is lower than the p99 latency, double it', 'above', 2, 'current'],
])('reads the condition, the multiple and its basis in "%s"', (text, compare, factor, basis) => {
  const step = parseStep(text);
  expect(step.condition).toEqual({ compare });
  expect(step.actions[0]).toMatchObject({ do: 'change', factor, basis });
});

test('reads a value and a key that are spelled out', () => {
  expect(parseStep('Set `retry_limit` to 6').actions[0]).toMatchObject({
    do: 'change',
    keys: ['retry_limit'],
    value: '6',
    knobs: ['retries'],
  });
});

test('takes entries apart under headings, bold labels and plain ones alike', () => {
  const [labelled] = parseEntries(
    '# F\n\n## A title (date: 2030-01-01)\n- **Principle:** Because.\n- **When to Apply:** Errors\n  that last. Not when it rains.\n- **Steps:**\n  1. One\n     and more\n  2. Two\n',
  );
  expect(labelled).toEqual({
    title: 'A title (date: 2030-01-01)',
    when: 'A title (date: 2030-01-01) Because. Errors that last.',
    unless: ['Not when it rains.'],
    steps: ['One and more', 'Two'],
  });
  const [headed] = parseEntries(
    '---\nname: x\n---\n# B title\n\n## When to use\nTimeouts.\n\n## Steps\n1. One\n2. Two\n',
  );
  expect(headed).toMatchObject({ title: 'B title', steps: ['One', 'Two'] });
  expect(headed?.when).toContain('Timeouts.');
  expect(parseEntries('---\nname: x\n---\n# Guide\n\n## Guidelines\n- Be brief\n')).toEqual([]);
});
