import { describe, expect, it } from 'vitest';
import type { Effect, LearningCurve, OverTimeBody, VersionEffect } from '#lib/protocol/over-time.ts';
import { prepareCurve } from './prepare-curve.ts';
import { measuredFirst, prepareTransfer } from './prepare-transfer.ts';
import { prepareVersions } from './prepare-versions.ts';

const effect = (overrides: Partial<Effect> = {}): Effect => ({
  scenarios: 4,
  pairs: 20,
  experiments: ['exp_1', 'exp_2'],
  calls: {
    logRatio: Math.log(0.5),
    interval: { low: Math.log(0.4), high: Math.log(0.8) },
    over: 'scenarios',
  },
  success: { difference: 0.1, interval: { low: -0.05, high: 0.25 } },
  ...overrides,
});
const version = (overrides: Partial<VersionEffect> = {}): VersionEffect => ({
  skillId: 'abcdefgh-1',
  name: 'incident-response',
  number: 1,
  versionId: 'skv_1',
  against: null,
  effect: effect(),
  together: [],
  ...overrides,
});

describe('effects of versions', () => {
  it('name the version, what it is compared with, and what its arm had besides', () => {
    const { marks, table } = prepareVersions(
      [version(), version({ number: 2, against: 1, together: ['other'] })],
      'calls',
    );
    expect(marks.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'v1 against no skill: −50 % · n 20',
      'v2 against v1 (with other): −50 % · n 20',
    ]);
    expect(table.rows[0]?.cells.slice(4, 8)).toEqual([-50, -60, -20, 20]);
  });

  it('tell two skills of one name apart', () => {
    const { marks } = prepareVersions([version(), version({ skillId: 'zyxwvuts-2' })], 'success');
    expect(marks.map(({ group }) => group)).toEqual([
      'incident-response (abcdefgh)',
      'incident-response (zyxwvuts)',
    ]);
    expect(marks[0]?.value).toBe(0.1);
  });
});

describe('the transfer matrix', () => {
  const transfer = (cell: Effect | null): OverTimeBody['transfer'] => ({
    from: ['a', 'b'],
    to: ['a'],
    cells: [
      { from: 'a', to: 'a', effect: cell, offer: null },
      { from: 'b', to: 'a', effect: null, offer: null },
    ],
  });

  it('writes estimate, interval and count, and says what was not measured', () => {
    const { cells, measured, table } = prepareTransfer(transfer(effect()), 'calls');
    expect(measured).toBe(1);
    expect(cells.map(({ lines }) => lines)).toEqual([['−50 %', '−60 … −20', 'n 20'], ['–']]);
    expect(cells[1]).toMatchObject({ row: 1, column: 0, label: 'learned from B, tested on A: not measured' });
    expect(table.rows.map(({ cells: [from, to] }) => [from, to])).toEqual([
      ['A', 'A'],
      ['B', 'A'],
    ]);
    expect(table.rows[1]?.cells.slice(2)).toEqual([null, null, null, null, null, null, 0, 0, 'not measured']);
  });

  it('puts measured families first and keeps the order of the others', () => {
    const known = transfer(effect());
    const turned = { ...known, from: known.from.toReversed(), to: ['Z', ...known.to] };
    const { from, to } = measuredFirst(turned);
    expect(from).toEqual(['a', 'b']);
    expect(to).toEqual(['a', 'Z']);
  });

  it('colours only what the interval over several incidents shows', () => {
    const shade = (cell: Effect, outcome: 'calls' | 'success') =>
      prepareTransfer(transfer(cell), outcome).cells[0]?.shade;
    expect(shade(effect(), 'calls')).toBeCloseTo(1, 12);
    expect(shade(effect(), 'success')).toBe(0);
    const worse = { logRatio: Math.log(2) / 2, interval: { low: 0.1, high: 1 }, over: 'scenarios' } as const;
    expect(shade(effect({ calls: worse }), 'calls')).toBeCloseTo(-0.5, 12);
    expect(shade(effect({ scenarios: 1 }), 'calls')).toBe(0);
    const unknown = { logRatio: -1, interval: null, over: 'pairs' } as const;
    expect(shade(effect({ calls: unknown }), 'calls')).toBe(0);
  });
});

describe('the learning curve', () => {
  const curve: LearningCurve = {
    key: 'k',
    name: 'n',
    skillId: 's',
    source: 'experiments',
    restsOn: '',
    points: [0, 1].map((lessons) => ({
      lessons,
      runs: 10,
      scenarios: 2,
      calls: { mean: 3 - lessons, interval: { low: -1, high: 6 } },
      success: { rate: 0.5, interval: { low: 0.2, high: 0.8 } },
      change: lessons === 0 ? null : effect(),
      versions: lessons === 0 ? [] : [1, 2],
    })),
  };

  it('has a point for each number of learned incidents, and no negative calls', () => {
    const { calls, success, table } = prepareCurve(curve);
    expect(calls.points.map(({ x, value, low, text }) => [x, value, low, text])).toEqual([
      [0, 3, 0, '3'],
      [1, 2, 0, '2'],
    ]);
    expect(success.points[1]).toMatchObject({ text: '50 %', basis: '10 runs on 2 incidents' });
    expect(table.rows[1]?.cells).toEqual([
      1,
      'v1, v2',
      10,
      2,
      2,
      -1,
      6,
      50,
      20,
      80,
      '−50 % (95 %: −60 % to −20 %)',
    ]);
  });

  it('makes no comparison with a control where there was none', () => {
    const { table } = prepareCurve({ ...curve, source: 'runs' });
    expect(table.columns.map(({ head }) => head)).not.toContain('calls against no skill');
    expect(table.rows[1]?.cells).toHaveLength(table.columns.length);
  });
});
