import { expect, it } from 'vitest';
import { summariseSteps } from './summarise-steps.ts';

it('counts the steps in its last line and repeats what was skipped', () => {
  const text = summariseSteps([
    { name: 'types', ok: true, seconds: 3.21, skipped: [] },
    { name: 'integration', ok: false, seconds: 61, skipped: ['SKIPPED: Postgres', 'SKIPPED: Postgres'] },
  ]);
  expect(text.split('\n')).toEqual([
    '✓ types        passed     3.2 s',
    '✗ integration  FAILED    61.0 s',
    'SKIPPED: Postgres',
    '1 passed, 1 failed',
  ]);
});
