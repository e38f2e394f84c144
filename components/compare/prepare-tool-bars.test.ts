import { expect, it } from 'vitest';
import { runWithCalls } from '#lib/testing/run-with-calls.ts';
import { nameRuns } from './compared-run.ts';
import { chartTableCsv } from '#components/charts/chart-table.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { prepareToolBars, prepareToolRows, toolRowsTable } from './prepare-tool-bars.ts';

const runs = nameRuns([
  { slot: 'a', view: runWithCalls(['restart x', 'status x', 'status y', 'skill s'], { runId: 'run_a' }) },
  { slot: 'b', view: runWithCalls(['logs x', '=HYPERLINK("x")'], { runId: 'run_b', plan: { act: 2 } }) },
]);

it('stacks calls by tool, reads before writes, with skill calls apart', () => {
  const [first] = prepareToolBars(runs);
  expect(first?.devops).toEqual([
    { tool: 'check_service_status', kind: 'read', count: 2, width: 0.5 },
    { tool: 'restart_service', kind: 'write', count: 1, width: 0.25 },
  ]);
  expect(first?.other).toEqual([{ tool: 'get_skill', kind: 'skill', count: 1, width: 0.25 }]);
  expect(first?.text).toBe('3 DevOps + 1 skill = 4 calls');
});

it('draws all bars on one scale that begins at zero', () => {
  const [, second] = prepareToolBars(runs);
  expect(second?.devops.map(({ width }) => width)).toEqual([0.25]);
  expect(second?.text).toBe('1 DevOps + 0 skill + 1 unknown = 2 calls');
});

it('has a row for every tool that any run called', () => {
  expect(prepareToolRows(runs).map(({ tool, counts }) => [tool].concat(counts.map(String)))).toEqual([
    ['check_service_status', '2', '0'],
    ['check_logs', '0', '1'],
    ['restart_service', '1', '0'],
    ['get_skill', '1', '0'],
    ['=HYPERLINK("x")', '0', '1'],
  ]);
});

it('defuses tool names that a spreadsheet would take for a formula', () => {
  expect(chartTableCsv(toolRowsTable(runs), SIMULATED_NOTE).split('\n').at(-1)).toBe(
    `"'=HYPERLINK(""x"")",unknown,0,1,"${SIMULATED_NOTE}"`,
  );
});

it('survives runs without calls', () => {
  const [bar] = prepareToolBars(nameRuns([{ slot: 'a', view: runWithCalls([]) }]));
  expect(bar).toMatchObject({ devops: [], other: [], text: '0 DevOps + 0 skill = 0 calls' });
});
