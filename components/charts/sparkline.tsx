import { sparklinePaths } from './prepare-sparkline.ts';

interface Props {
  /** One figure per position, in order; null is a gap. */
  values: readonly (number | null)[];
  /** Position that a vertical line marks. */
  marked: number;
  /** The largest value that the picture has room for; the smallest is always 0. */
  max: number;
  /** The whole curve in words: the picture itself says nothing to a screen reader. */
  label: string;
  /** Class of the line's colour. */
  stroke: string;
  /** CSS colour of the dot at the marked position. */
  dot: string;
  height?: number;
  /** Where each position stands, 0…1, for an axis of time; without it at equal distances. */
  places?: readonly number[];
  /** Places of thin lines in the colour of writes. */
  guides?: readonly number[];
  /** Place from which on the ground is shaded, to set that stretch apart. */
  shadedFrom?: number | null;
}

const NO_GUIDES: readonly number[] = [];

/**
 * A zero-based curve as wide as its parent. Positions stand at equal distances from the left edge to the right one, so
 * that it shares its axis with a range input of the same width.
 */
export function Sparkline({
  values,
  marked,
  max,
  label,
  stroke,
  dot,
  height = 32,
  places,
  guides = NO_GUIDES,
  shadedFrom = null,
}: Props) {
  const last = Math.max(1, values.length - 1);
  const value = values[marked] ?? null;
  const left = `${(places?.[marked] ?? marked / last) * 100}%`;
  const top = value === null ? null : `${(1 - Math.min(1, value / max)) * 100}%`;
  return (
    <div className="relative" style={{ height }} role="img" aria-label={label}>
      {shadedFrom !== null && (
        <span
          aria-hidden
          className="absolute inset-y-0 right-0 border-l border-dashed border-line-strong bg-raised"
          style={{ left: `${shadedFrom * 100}%` }}
        />
      )}
      <svg
        aria-hidden
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="absolute inset-0 size-full overflow-visible"
      >
        <line
          x1="0"
          x2="100"
          y1="100"
          y2="100"
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
          strokeWidth={1}
        />
        {sparklinePaths(values, max, places).map((path) => (
          <path
            key={path}
            d={path}
            fill="none"
            className={stroke}
            strokeWidth={1.5}
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      {guides.map((place) => (
        <span
          key={place}
          aria-hidden
          className="absolute inset-y-0 w-px bg-write/50"
          style={{ left: `${place * 100}%` }}
        />
      ))}
      <span aria-hidden className="absolute inset-y-0 w-px bg-line-strong" style={{ left }} />
      {top !== null && (
        <span
          aria-hidden
          className="absolute size-2 -translate-1/2 rounded-full border-2 border-panel"
          style={{ left, top, background: dot }}
        />
      )}
    </div>
  );
}
