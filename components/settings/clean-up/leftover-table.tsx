import { formatNumber } from '#components/ui/format.ts';
import { LEFTOVER_KINDS, type LeftoverCounts } from '#lib/protocol/leftover-counts.ts';
import { KIND_WORDS } from './clean-up-words.ts';

/** How much there is of each kind, by whether anything needs it. */
export function LeftoverTable({ inUse, unused }: { inUse: LeftoverCounts; unused: LeftoverCounts }) {
  return (
    <table className="w-full max-w-md text-sm">
      <thead>
        <tr className="border-b border-line text-xs text-muted">
          <th scope="col" className="py-1.5 text-left font-medium">
            Kind
          </th>
          <th scope="col" className="px-3 py-1.5 text-right font-medium">
            In use
          </th>
          <th scope="col" className="py-1.5 text-right font-medium">
            Not in use
          </th>
        </tr>
      </thead>
      <tbody>
        {LEFTOVER_KINDS.map((kind) => (
          <tr key={kind} className="border-b border-line last:border-0">
            <th scope="row" className="py-1.5 text-left font-normal">
              {KIND_WORDS[kind].many}
            </th>
            <td className="px-3 py-1.5 text-right tabular-nums">{formatNumber(inUse[kind])}</td>
            <td className="py-1.5 text-right tabular-nums">{formatNumber(unused[kind])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
