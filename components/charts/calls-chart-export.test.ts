import { expect, test } from 'vitest';
import { countCalls } from '#lib/protocol/count-calls.ts';
import { callsChartCsv, callsChartSvg } from './calls-chart-export.ts';
import { prepareCallsChart } from './prepare-calls-chart.ts';

const rows = prepareCallsChart([
  { id: 'run_1', label: 'Act 1, <first>', counts: countCalls([{ name: 'check_logs', kind: 'read' }]) },
  { id: 'run_2', label: 'Control', counts: null },
]);

test('the table quotes what a reader of CSV would split, and leaves gaps for missing data', () => {
  expect(callsChartCsv(rows).split('\n').slice(1)).toEqual([
    'run_1,"Act 1, <first>",1,1,1,0,0,0',
    'run_2,Control,,,,,,',
  ]);
});

test('names cannot break the picture', () => {
  expect(callsChartSvg(rows)).toContain('Act 1, &lt;first&gt;');
});
