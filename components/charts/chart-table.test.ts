import { expect, test } from 'vitest';
import { chartTableCsv, chartTableJson } from './chart-table.ts';

const table = {
  columns: [{ head: 'scenario' }, { head: 'change', numeric: true }],
  rows: [
    { id: 'a', cells: ['pool, exhausted', -0.25] },
    { id: 'b', cells: ['=1+1', null] },
  ],
};

test('a table becomes CSV with exact figures, gaps for missing ones and no formula of a stranger', () => {
  expect(chartTableCsv(table, null)).toBe('scenario,change\n"pool, exhausted",-0.25\n\'=1+1,');
});

test('a note goes along with every row', () => {
  expect(chartTableCsv(table, 'simulated agent')).toBe(
    'scenario,change,note\n"pool, exhausted",-0.25,simulated agent\n\'=1+1,,simulated agent',
  );
});

test('what is the same in every row is a column of exports', () => {
  const ofModel = { ...table, constants: [{ head: 'model', value: 'one' }] };
  expect(chartTableCsv(ofModel, null)).toContain('scenario,change,model\n"pool, exhausted",-0.25,one');
  const json: unknown = JSON.parse(
    chartTableJson(ofModel, { title: 'T', source: 'S', note: 'simulated agent' }),
  );
  expect(json).toEqual({
    title: 'T',
    source: 'S',
    note: 'simulated agent',
    model: 'one',
    rows: [
      { scenario: 'pool, exhausted', change: -0.25 },
      { scenario: '=1+1', change: null },
    ],
  });
});
