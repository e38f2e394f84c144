import { niceMax } from '#components/charts/prepare-sparkline.ts';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { cx } from '#components/ui/cx.ts';
import type { FigureLook } from './figures.ts';
import { serviceSeries, type TimePoint } from './prepare-points.ts';
import type { Timeline } from './prepare-timeline.ts';
import { AXIS_INSET } from './scrubber.tsx';
import { TimeRow } from './time-row.tsx';

interface Props {
  look: FigureLook;
  service: string;
  points: readonly TimePoint[];
  timeline: Timeline;
  /** Index of the point that is shown. */
  point: number;
  /** Upper edge of the axis; without it, a round figure at or above the largest value. */
  max?: number;
  height?: number;
  /** Stands for the service in the list of all; pressing it chooses the service. */
  onSelect?: (service: string) => void;
  selected?: boolean;
}

/** One figure of one service over world time, on the scrubber's axis, with its value at the chosen moment beside it. */
export function FigureCurve(props: Props) {
  const { look, service, points, timeline, point, max, height = 28, onSelect, selected } = props;
  const values = serviceSeries(points, service, look.of);
  const top = max ?? Math.min(look.most ?? Infinity, niceMax(values));
  const at = values[point] ?? null;
  const end = timeline.stoppedAt === null ? 'now' : 'at the end';
  const words = `${service} ${look.label} from ${look.format(values[0] ?? null)} at the start to ${look.format(values.at(-1) ?? null)} ${end}, ${look.format(at)} at the chosen moment`;
  return (
    <TimeRow
      label={
        onSelect ? (
          <button
            type="button"
            aria-pressed={selected}
            onClick={() => onSelect(service)}
            className={cx(
              'h-6 max-w-full truncate font-mono underline-offset-2 hover:underline',
              selected ? 'font-medium text-text' : 'text-muted',
            )}
          >
            {service}
          </button>
        ) : (
          <span className="text-muted">{look.label}</span>
        )
      }
      value={
        <>
          <span className="font-medium">{look.format(at)}</span>
          <span className="text-muted"> of {look.format(top)}</span>
        </>
      }
    >
      <div style={{ marginInline: AXIS_INSET }}>
        <Sparkline
          values={values}
          marked={point}
          max={top}
          stroke={look.stroke}
          dot={look.dot}
          label={words}
          height={height}
          places={timeline.places}
          guides={timeline.writes.map(({ place }) => place)}
          shadedFrom={timeline.stoppedAt}
        />
      </div>
    </TimeRow>
  );
}
