import Link from 'next/link';
import { formatPercent } from '#components/ui/format.ts';
import type { ScenarioDifficulty } from '#lib/protocol/scenario.ts';
import { CLASS_WORDS, scenarioHref } from './scenario-words.ts';

interface Props {
  rows: readonly ScenarioDifficulty[];
  current: string;
}

const HEADS = ['Solver’s calls', 'Services with logs', 'Unrelated lines', 'Red herrings'] as const;

/** A learning incident beside its transfers and its twin: a difference in an experiment must not come from these. */
export function DifficultyTable({ rows, current }: Props) {
  return (
    <table className="w-full border-collapse text-xs tabular-nums">
      <thead>
        <tr className="border-b border-line text-left text-muted">
          <th scope="col" className="h-8 px-3 font-medium">
            Incident
          </th>
          {HEADS.map((head) => (
            <th key={head} scope="col" className="px-2 py-1.5 text-right font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.scenarioId} className="border-b border-line last:border-0">
            <th scope="row" className="px-3 py-1.5 text-left font-normal">
              {row.scenarioId === current ? (
                <span className="font-medium">This one</span>
              ) : (
                <Link href={scenarioHref(row.scenarioId)} className="text-accent hover:underline">
                  {row.title}
                </Link>
              )}
              <span className="block text-muted">
                {[row.class && CLASS_WORDS[row.class].word, row.topology].filter(Boolean).join(' · ')}
              </span>
            </th>
            <td className="px-2 text-right">{row.solverCalls}</td>
            <td className="px-2 text-right">
              {row.logs} of {row.services}
            </td>
            <td className="px-2 text-right">{formatPercent(Math.round(row.unrelated * 100) / 100)}</td>
            <td className="px-2 pr-3 text-right">{row.redHerrings}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
