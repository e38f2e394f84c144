import { expect, it } from 'vitest';
import { runWithCalls } from '#lib/testing/run-with-calls.ts';
import { nameRuns } from '../compared-run.ts';
import { lineOf, prepareSkillLines } from './prepare-skill-lines.ts';

const STEPS = ['Read the log of the gateway.', 'Raise the timeout.', 'Restart the gateway.'];
const skills = [{ name: 'ops', description: '', versionId: 'skv_1' }];

function reader(runId: string, steps: readonly string[], script: string[]) {
  const view = runWithCalls(['file ops SKILL.md', ...script], { runId, skills });
  const [read] = view.calls;
  if (read)
    read.result = [
      '## Timeouts',
      '- **Steps:**',
      ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    ].join('\n');
  return view;
}
const FULL = ['logs g', 'update g timeout_ms=9', 'restart g'];
const runs = nameRuns([
  { slot: 'a', view: reader('run_a', STEPS, FULL) },
  { slot: 'b', view: reader('run_b', STEPS.slice(1), ['update g timeout_ms=9', 'restart g']) },
  { slot: 'c', view: runWithCalls(['logs g'], { runId: 'run_c' }) },
]);
const lines = prepareSkillLines(runs);

it('has one row per line that any run read, and a gap for a run that did not read it', () => {
  const [group] = lines.groups;
  expect(group).toMatchObject({ skill: 'ops', file: 'SKILL.md', entry: 'Timeouts' });
  expect(
    group?.rows.map(({ text, cells }) => [text, cells.map((cell) => cell?.line.outcome ?? null)]),
  ).toEqual([
    [STEPS[0], ['followed', null, null]],
    [STEPS[1], ['followed', 'followed', null]],
    [STEPS[2], ['followed', 'followed', null]],
  ]);
});

it('links a line to the version that the run was offered', () => {
  expect(lines.groups[0]?.rows[1]?.cells[1]?.line.href).toBe(
    '/skills/ops?file=SKILL.md&version=skv_1&raw=1&line=3#L3',
  );
});

it('says of a call which line it did', () => {
  const [a] = runs;
  const call = a?.view.calls[2];
  const cell = call && {
    call,
    action: { tool: '', target: null, key: null, value: null, options: '' },
    phase: 'fix' as const,
  };
  expect(a && lineOf(lines.byCall, a, cell ?? null)?.text).toMatch(/Raise the timeout/);
  expect(a && lineOf(lines.byCall, a, null)).toBeNull();
});
