import { meanInterval, meanOf, type MeanEstimate } from './mean-interval.ts';
import { twoWayMean } from './two-way-mean.ts';

/** A run, as far as a decomposition reads it (`RunRow` has more). */
export interface ChangeRow {
  id: string;
  scenarioId: string;
  seed: number;
  arm: string;
  distillationId: string | null;
  infrastructureError: boolean;
}

/** A point of the way from the first condition to the last. */
export interface ChangePoint {
  scenarioId: string;
  arm: string;
}

export interface ChangePart {
  /** From point `index` to point `index + 1`. */
  index: number;
  /** Log ratio, later / earlier. */
  estimate: MeanEstimate;
  /** Of the total; null where the total is too small to be shared out. */
  share: number | null;
  rowIds: string[];
}

export interface ChangeDecomposition {
  /** Add up to `total` exactly. */
  parts: ChangePart[];
  total: MeanEstimate;
  /** Seeds with a run at every point; the others are left out of all parts alike. */
  seeds: number;
  left: number[];
  /** Mean of the values at each point, over the same seeds. */
  means: (number | null)[];
}

/** Below this log ratio (about 2 %) there is no change to be shared out. */
const SMALLEST_TOTAL = 0.02;

/**
 * Splits the change between two conditions along a way from one to the other, such as Act 1 → Act 2 → Act 2 with a placebo → Act 2 with
 * the skill. Log ratios, so that the parts add up; seeds are the units, and where a point has several independent learnings these are
 * a second draw (two-way-mean.ts). Describes this way: another order of the points would share an interaction out differently.
 */
export function decomposeChange<R extends ChangeRow>(input: {
  rows: readonly R[];
  points: readonly ChangePoint[];
  /** A positive amount; null leaves the run out. */
  read: (row: R) => number | null;
  level: number;
}): ChangeDecomposition {
  const { rows, points, read, level } = input;
  const sound = rows.filter((row) => !row.infrastructureError && (read(row) ?? 0) > 0);
  const at = points.map((point) =>
    sound.filter((row) => row.scenarioId === point.scenarioId && row.arm === point.arm),
  );
  const seeds = [...new Set(at.flat().map(({ seed }) => seed))].toSorted((a, b) => a - b);
  const learnings = [...new Set(at.flat().flatMap(({ distillationId }) => distillationId ?? []))];
  const cells = seeds.flatMap((seed) =>
    (learnings.length > 0 ? learnings : [null]).flatMap((learning) => {
      const way = at.map((runs) => {
        const own = runs.filter((row) => row.seed === seed);
        return (
          own.find((row) => row.distillationId === learning) ?? own.find((row) => row.distillationId === null)
        );
      });
      const complete = way.filter((row) => row !== undefined);
      return complete.length === points.length ? [{ seed, learning, way: complete }] : [];
    }),
  );
  const used = new Set(cells.map(({ seed }) => seed));
  const between = (from: number, to: number) => {
    const values = cells.map(({ seed, learning, way }) => ({
      row: String(seed),
      column: learning ?? '',
      value: logOf(way[to], read) - logOf(way[from], read),
    }));
    const varies = cells.some(({ way }) =>
      [way[from], way[to]].some((row) => row && row.distillationId !== null),
    );
    if (varies && learnings.length > 1) return twoWayMean(values, level);
    const perSeed = [...Map.groupBy(values, ({ row }) => row).values()];
    return meanInterval(
      perSeed.map((members) => meanOf(members.map(({ value }) => value))),
      level,
    );
  };
  const total = between(0, points.length - 1);
  const idsAt = (index: number) => cells.flatMap(({ way }) => way[index]?.id ?? []);
  return {
    parts: points.slice(1).map((_, index) => {
      const estimate = between(index, index + 1);
      const isShared = total.mean !== null && Math.abs(total.mean) >= SMALLEST_TOTAL;
      return {
        index,
        estimate,
        share: isShared && estimate.mean !== null && total.mean !== null ? estimate.mean / total.mean : null,
        rowIds: [...new Set([...idsAt(index), ...idsAt(index + 1)])],
      };
    }),
    total,
    seeds: used.size,
    left: seeds.filter((seed) => !used.has(seed)),
    means: points.map((_, index) => {
      const values = new Map(
        cells.flatMap(({ way }) => (way[index] ? [[way[index].id, read(way[index]) ?? 0] as const] : [])),
      );
      return values.size === 0 ? null : meanOf([...values.values()]);
    }),
  };
}

const logOf = <R extends ChangeRow>(row: R | undefined, read: (row: R) => number | null): number =>
  row ? Math.log(read(row) ?? Number.NaN) : Number.NaN;
