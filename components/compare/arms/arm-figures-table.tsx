import { ArmMark } from '#components/experiments/arm-mark.tsx';
import { armsOf } from '#components/experiments/arm-look.ts';
import { plural } from '#components/ui/format.ts';
import { cx } from '#components/ui/cx.ts';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import { INTERVAL_NOTE, prepareArmFigures, soundRows } from './prepare-arms.ts';

/** One column per arm: means with their intervals, and how many runs they rest on. */
export function ArmFiguresTable({ compared }: { compared: ComparedArms }) {
  const { arms, rows } = compared;
  const sound = soundRows(rows);
  const cell = 'py-1 pl-4 text-right tabular-nums';
  return (
    <div role="region" aria-label="Table of figures" tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full min-w-max text-left text-sm [&_tr>:last-child]:pr-3">
        <thead>
          <tr className="text-xs text-muted">
            <th scope="col" className="py-1.5 pl-3 font-medium">
              Mean
            </th>
            {armsOf(arms).map((look) => (
              <th key={look.label} scope="col" className={`${cell} font-medium`}>
                <ArmMark look={look} />
                <span className="block font-normal">
                  {plural(sound.filter(({ arm }) => arm === look.label).length, 'run')}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {prepareArmFigures(compared).map(({ label, meaning, cells, part }) => (
            <tr key={label} className="border-t border-line align-top">
              <th
                scope="row"
                title={meaning}
                className={cx('py-1 font-normal', part ? 'pl-6 text-muted' : 'pl-3')}
              >
                {label}
              </th>
              {arms.map((arm, index) => {
                const value = cells[index];
                return (
                  <td key={arm.label} className={cell}>
                    {value ? (
                      <>
                        {value.text}
                        {value.interval && (
                          <span className="block text-xs whitespace-nowrap text-muted">{value.interval}</span>
                        )}
                      </>
                    ) : (
                      <span className="text-muted">
                        <span aria-hidden>–</span>
                        <span className="sr-only">none</span>
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="sticky left-0 border-t border-line px-3 py-2 text-xs text-muted">{INTERVAL_NOTE}</p>
    </div>
  );
}
