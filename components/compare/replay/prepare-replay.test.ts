import { describe, expect, it } from 'vitest';
import { alignRuns } from '#lib/protocol/align-runs.ts';
import { runWithCalls } from '#lib/testing/run-with-calls.ts';
import { parsePosition, prepareReplay, sayMoment } from './prepare-replay.ts';

const types = { gate: 'reverse-proxy/degraded', shop: 'application' };
const left = runWithCalls(['skill ops', 'logs gate', 'status shop', 'update gate timeout=9'], { types });
const right = runWithCalls(['logs gate', 'status shop', 'config shop', 'update gate timeout=5'], { types });
const replay = prepareReplay(alignRuns(left, right));

describe('a replay of two runs', () => {
  it('has one moment per aligned row, and a run that has no such call waits', () => {
    expect(replay.moments.map((moment) => [moment.left, moment.right])).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it('marks where they first part, and where they first part on the system', () => {
    expect(replay.firstDivergence).toBe(1);
    expect(replay.firstOnSystem).toBe(4);
  });

  it('marks nothing where both do the same', () => {
    const same = prepareReplay(alignRuns(left, left));
    expect([same.firstDivergence, same.firstOnSystem]).toEqual([null, null]);
  });

  it('opens at the first divergence, at the end without one, and never outside', () => {
    expect(parsePosition(null, replay)).toBe(1);
    expect(parsePosition('3', replay)).toBe(3);
    expect(parsePosition('99', replay)).toBe(5);
    expect(parsePosition('x', prepareReplay(alignRuns(left, left)))).toBe(4);
  });

  it('says where each run stands', () => {
    const mark = replay.marks[1];
    expect(sayMoment(mark?.left ?? null, 2, 4)).toBe('after call 2 of 4: check_logs gate');
    expect(sayMoment(null, 2, 4)).toBe('still at call 2 of 4');
    expect(sayMoment(null, 0, 4)).toBe('before its first call');
    expect(sayMoment(null, 0, 0)).toBe('made no call');
  });
});
