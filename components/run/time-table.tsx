import { cx } from '#components/ui/cx.ts';
import type { CallView, WorldMoment } from '#lib/protocol/run-view.ts';
import { compactArguments } from './compact-arguments.ts';
import { FIGURES, ownFigures } from './figures.ts';
import { serviceSeries } from './prepare-moments.ts';
import { worldTime, type Timeline } from './prepare-timeline.ts';

interface Props {
  calls: readonly CallView[];
  moments: readonly WorldMoment[];
  timeline: Timeline;
  position: number;
  service: string;
  onSelect: (position: number) => void;
}

/** The curves of one service as figures: a row for the start and for every call. */
export function TimeTable({ calls, moments, timeline, position, service, onSelect }: Props) {
  const looks = [...FIGURES, ...ownFigures(moments, service)];
  const series = looks.map((look) => ({ look, points: serviceSeries(moments, service, look.of) }));
  return (
    <div className="overflow-x-auto" role="region" aria-label={`Figures of ${service}`} tabIndex={0}>
      <table className="w-full border-collapse text-xs whitespace-nowrap tabular-nums">
        <caption className="pb-1 text-left">
          <span className="font-mono font-medium">{service}</span>
          <span className="text-muted"> at the start and after each call</span>
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
          {moments.map(({ call }) => (
            <tr
              key={call}
              className={cx('border-b border-line last:border-0', call === position && 'bg-raised')}
            >
              <th scope="row" className="h-7 max-w-72 truncate pr-2 text-left font-normal">
                <button
                  type="button"
                  aria-current={call === position ? 'true' : undefined}
                  onClick={() => onSelect(call)}
                  className="underline-offset-2 hover:underline"
                >
                  {momentInWords(calls, call)}
                </button>
              </th>
              <td className="px-2">{worldTime(timeline.ticks[call] ?? 0)}</td>
              {series.map(({ look, points }) => (
                <td key={look.id} className="px-2">
                  {look.format(points[call]?.value ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function momentInWords(calls: readonly CallView[], position: number): string {
  const call = calls[position - 1];
  return call ? `${position} ${call.name} ${compactArguments(call.arguments)}` : 'Start';
}
