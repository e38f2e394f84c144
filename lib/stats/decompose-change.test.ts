import { describe, expect, it } from 'vitest';
import { decomposeChange, type ChangeRow } from './decompose-change.ts';

interface Row extends ChangeRow {
  calls: number;
}
const row = (
  scenarioId: string,
  arm: string,
  seed: number,
  calls: number,
  distillationId: string | null = null,
): Row => ({
  id: `${scenarioId}/${arm}/${seed}/${distillationId ?? ''}`,
  scenarioId,
  arm,
  seed,
  distillationId,
  infrastructureError: false,
  calls,
});
const WAY = [
  { scenarioId: 'act1', arm: 'none' },
  { scenarioId: 'act2', arm: 'none' },
  { scenarioId: 'act2', arm: 'placebo' },
  { scenarioId: 'act2', arm: 'learned' },
];
const decompose = (rows: readonly Row[]) =>
  decomposeChange({ rows, points: WAY, read: ({ calls }) => calls, level: 0.95 });

describe('the change from Act 1 to Act 2 with the skill', () => {
  const seeds = [1, 2, 3, 4];
  const rows = seeds.flatMap((seed) => [
    row('act1', 'none', seed, 20 + seed),
    row('act2', 'none', seed, (20 + seed) * 0.8),
    row('act2', 'placebo', seed, (20 + seed) * 0.8 * 1.1),
    row('act2', 'learned', seed, (20 + seed) * 0.8 * 1.1 * (0.5 + seed / 100)),
  ]);

  it('is shared out among the easier incident, the prompt and the content, and the parts add up', () => {
    const { parts, total, seeds: count } = decompose(rows);
    expect(count).toBe(4);
    expect(parts[0]?.estimate.mean).toBeCloseTo(Math.log(0.8), 12);
    expect(parts[1]?.estimate.mean).toBeCloseTo(Math.log(1.1), 12);
    const sum = parts.reduce((all, { estimate }) => all + (estimate.mean ?? 0), 0);
    expect(sum).toBeCloseTo(total.mean ?? 0, 12);
    expect(parts.reduce((all, { share }) => all + (share ?? 0), 0)).toBeCloseTo(1, 12);
    expect(parts[2]?.estimate.interval?.high).toBeLessThan(0);
  });

  it('leaves a seed out of every part when one of its runs is missing, so that the sum still holds', () => {
    const gap = rows.filter(({ arm, seed }) => !(arm === 'placebo' && seed === 2));
    const { parts, total, seeds: count, left } = decompose(gap);
    expect([count, left]).toEqual([3, [2]]);
    expect(parts.reduce((all, { estimate }) => all + (estimate.mean ?? 0), 0)).toBeCloseTo(
      total.mean ?? 0,
      12,
    );
  });

  it('counts independent learnings as draws of their own: the content’s interval is wider than over seeds alone', () => {
    const several = seeds.flatMap((seed) => [
      ...rows.filter((each) => each.seed === seed && each.arm !== 'learned'),
      ...[0.4, 0.5, 0.7].map((factor, index) =>
        row('act2', 'learned', seed, (20 + seed) * 0.88 * factor, `d${index}`),
      ),
    ]);
    const { parts, total } = decompose(several);
    expect(parts.reduce((all, { estimate }) => all + (estimate.mean ?? 0), 0)).toBeCloseTo(
      total.mean ?? 0,
      12,
    );
    expect(parts[2]?.estimate.n).toBe(3);
    expect(parts[2]?.estimate.se).toBeGreaterThan(0.1);
    expect(parts[0]?.estimate.n).toBe(4);
  });

  it('has nothing to share out where nothing changed, and nothing to say without runs', () => {
    const same = seeds.flatMap((seed) => WAY.map(({ scenarioId, arm }) => row(scenarioId, arm, seed, 10)));
    expect(decompose(same).parts.map(({ share }) => share)).toEqual([null, null, null]);
    expect(decompose([]).total.mean).toBeNull();
  });
});
