import { stripVTControlCharacters } from 'node:util';

export interface StepResult {
  name: string;
  ok: boolean;
  seconds: number;
  /** What the step said it did not do, and why. */
  skipped: string[];
  /** The tests that failed, by name. */
  failed: string[];
}

/** The table at the end of `npm test`; it names the tests that failed, and its last line counts the steps. */
export function summariseSteps(results: readonly StepResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.flatMap(({ name, ok, seconds, failed }) => [
    `${ok ? '✓' : '✗'} ${name.padEnd(width)}  ${ok ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s`,
    ...[...new Set(failed)].map((test) => `  ${test}`),
  ]);
  const skipped = [...new Set(results.flatMap((result) => result.skipped))];
  const passed = results.filter(({ ok }) => ok).length;
  return [...rows, ...skipped, `${passed} passed, ${results.length - passed} failed`].join('\n');
}

/** The test that a line of vitest's or Playwright's output says has failed. */
export function failedTest(line: string): string | null {
  return /^\s*(?:FAIL|✘)\s+(.*\S)/.exec(stripVTControlCharacters(line))?.[1] ?? null;
}
