import { expect, test } from 'vitest';
import { countCalls } from '#lib/protocol/count-calls.ts';
import { prepareCallsChart } from './prepare-calls-chart.ts';

const read = { name: 'check_logs', kind: 'read' } as const;
const write = { name: 'update_config', kind: 'write' } as const;
const skill = { name: 'get_skill', kind: 'skill' } as const;

test('every bar begins at zero and the longest one fills the width', () => {
  const [long, short] = prepareCallsChart([
    { id: 'a', label: 'Act 1', counts: countCalls([read, read, write, write]) },
    { id: 'b', label: 'Act 2', counts: countCalls([read, skill]) },
  ]);
  expect(long?.segments).toEqual([
    { kind: 'read', count: 2, start: 0, width: 0.5 },
    { kind: 'write', count: 2, start: 0.5, width: 0.5 },
  ]);
  expect(short?.segments).toEqual([
    { kind: 'read', count: 1, start: 0, width: 0.25 },
    { kind: 'skill', count: 1, start: 0.25, width: 0.25 },
  ]);
});

test('the label counts DevOps and skill calls apart and together', () => {
  const [row] = prepareCallsChart([{ id: 'a', label: 'Act 2', counts: countCalls([read, write, skill]) }]);
  expect(row?.text).toBe('3 calls: 2 DevOps, 1 skill');
});

test('a run without data has no bar and says why', () => {
  const [row] = prepareCallsChart([{ id: 'a', label: 'Control', counts: null, note: 'not run yet' }]);
  expect(row).toMatchObject({ segments: [], text: 'not run yet' });
});
