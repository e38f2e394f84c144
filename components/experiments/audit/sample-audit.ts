import { decomposeChange } from '#lib/stats/decompose-change.ts';
import type { Audit } from './read-audit.ts';

const points = [
  { scenarioId: 'act1', arm: 'none' },
  { scenarioId: 'act2', arm: 'none' },
  { scenarioId: 'act2', arm: 'placebo' },
  { scenarioId: 'act2', arm: 'learned' },
];
/** For tests: three seeds that all take so many calls at the four points; the run of seed 2 at the first point is "2/0". */
export const sampleAudit = (calls: readonly number[]): Audit => {
  const rows = [1, 2, 3].flatMap((seed) =>
    points.map((point, index) => ({
      ...point,
      id: `${seed}/${index}`,
      seed,
      distillationId: null,
      infrastructureError: false,
      calls: calls[index] ?? 0,
    })),
  );
  const change = decomposeChange({ rows, points, read: (row) => row.calls, level: 0.95 });
  return { devops: change, all: change, points, level: 0.95 };
};
