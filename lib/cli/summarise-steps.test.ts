import { expect, it } from 'vitest';
import { failedTest, summariseSteps } from './summarise-steps.ts';

it('counts the steps in its last line, names what failed and repeats what was skipped', () => {
  const text = summariseSteps([
    { name: 'types', ok: true, seconds: 3.21, skipped: [], failed: [] },
    {
      name: 'integration',
      ok: false,
      seconds: 61,
      skipped: ['SKIPPED: Postgres', 'SKIPPED: Postgres'],
      failed: ['a.test.ts > holds', 'a.test.ts > holds'],
    },
  ]);
  expect(text.split('\n')).toEqual([
    '✓ types        passed     3.2 s',
    '✗ integration  FAILED    61.0 s',
    '  a.test.ts > holds',
    'SKIPPED: Postgres',
    '1 passed, 1 failed',
  ]);
});

it('knows a failed test in what vitest and Playwright print', () => {
  expect(failedTest('\u001B[41m FAIL \u001B[49m |unit| lib/a.test.ts > holds')).toBe(
    '|unit| lib/a.test.ts > holds',
  );
  expect(failedTest('  ✘   9 [shared lab] › a.spec.ts:28:1 › holds (39.5s)')).toBe(
    '9 [shared lab] › a.spec.ts:28:1 › holds (39.5s)',
  );
  expect(failedTest(' ✓ lib/a.test.ts (2 tests)')).toBeNull();
});
