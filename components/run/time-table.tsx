import { cx } from '#components/ui/cx.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import { compactArguments } from './compact-arguments.ts';
import { FIGURES, ownFigures } from './figures.ts';
import { serviceSeries, type TimePoint } from './prepare-points.ts';
import { worldTime, type Timeline } from './prepare-timeline.ts';

interface Props {
  calls: readonly CallView[];
  points: readonly TimePoint[];
  timeline: Timeline;
  /** Index of the point that is shown. */
  point: number;
  service: string;
  onSelect: (position: number, point?: number) => void;
}

/** The curves of one service as figures: a row for every tick, and for every call that took no time. */
export function TimeTable({ calls, points, timeline, point: shown, service, onSelect }: Props) {
  const looks = [...FIGURES, ...ownFigures(points, service)];
  const series = looks.map((look) => ({ look, values: serviceSeries(points, service, look.of) }));
  return (
    <div className="overflow-x-auto" role="region" aria-label={`Figures of ${service}`} tabIndex={0}>
      <table className="w-full border-collapse text-xs whitespace-nowrap tabular-nums">
        <caption className="pb-1 text-left">
          <span className="font-mono font-medium">{service}</span>
          <span className="text-muted"> tick by tick</span>
        </caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {['Moment', 'World time', ...looks.map(({ label }) => label)].map((head) => (
              <th key={head} scope="col" className="h-7 px-2 font-medium first:pl-0">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <tr
              key={`${point.tick} ${point.kind} ${point.call}`}
              className={cx('border-b border-line last:border-0', index === shown && 'bg-raised')}
            >
              <th scope="row" className="h-7 max-w-72 truncate pr-2 text-left font-normal">
                <button
                  type="button"
                  aria-current={index === shown ? 'true' : undefined}
                  onClick={() => onSelect(point.position, index)}
                  className={cx('underline-offset-2 hover:underline', point.kind !== 'end' && 'text-muted')}
                >
                  {rowInWords(calls, point)}
                </button>
              </th>
              <td className="px-2">{worldTime(timeline.ticks[index] ?? 0)}</td>
              {series.map(({ look, values }) => (
                <td key={look.id} className="px-2">
                  {look.format(values[index] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rowInWords(calls: readonly CallView[], { kind, call: number }: TimePoint): string {
  if (kind === 'after') return 'after the agent stopped';
  const call = calls[number - 1];
  const words = call ? `${number} ${call.name} ${compactArguments(call.arguments)}` : 'Start';
  return kind === 'during' ? `during ${words}` : words;
}
