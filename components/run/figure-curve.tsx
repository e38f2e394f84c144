import { niceMax } from '#components/charts/prepare-sparkline.ts';
import { Sparkline } from '#components/charts/sparkline.tsx';
import type { SeriesPoint } from './prepare-moments.ts';
import { AXIS_INSET } from './scrubber.tsx';

interface Props {
  /** "front-proxy errors". */
  label: string;
  series: readonly SeriesPoint[];
  position: number;
  format: (value: number | null) => string;
  stroke: string;
  dot: string;
  /** Upper edge of the axis; without it, a round figure at or above the largest value. */
  max?: number;
}

/** One figure of a service over the calls, on the scrubber's axis, with its value at the chosen moment. */
export function FigureCurve({ label, series, position, format, stroke, dot, max }: Props) {
  const values = series.map(({ value }) => value);
  const top = max ?? niceMax(values);
  const at = values[position] ?? null;
  return (
    <div>
      <div className="flex items-baseline justify-between gap-2 text-xs">
        <span className="truncate text-muted">
          {label} <span className="font-medium text-text tabular-nums">{format(at)}</span>
        </span>
        <span className="shrink-0 text-muted tabular-nums">0 to {format(top)}</span>
      </div>
      <div className="pt-1" style={{ marginInline: AXIS_INSET }}>
        <Sparkline
          values={values}
          marked={position}
          max={top}
          stroke={stroke}
          dot={dot}
          label={`${label} from ${format(values[0] ?? null)} before the first call to ${format(values.at(-1) ?? null)} now; ${format(at)} at the chosen moment`}
        />
      </div>
    </div>
  );
}
