export interface StepResult {
  name: string;
  ok: boolean;
  seconds: number;
  /** What the step said it did not do, and why. */
  skipped: string[];
}

/** The table at the end of `npm test`; its last line counts the steps. */
export function summariseSteps(results: readonly StepResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(
    ({ name, ok, seconds }) =>
      `${ok ? '✓' : '✗'} ${name.padEnd(width)}  ${ok ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s`,
  );
  const skipped = [...new Set(results.flatMap((result) => result.skipped))];
  const passed = results.filter(({ ok }) => ok).length;
  return [...rows, ...skipped, `${passed} passed, ${results.length - passed} failed`].join('\n');
}
