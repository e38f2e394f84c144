'use client';

import { Check, TriangleAlert } from 'lucide-react';
import { EvidenceLink } from '#components/charts/chart-evidence.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { DownloadTable } from '#components/charts/download-table.tsx';
import type { Sensitivity } from '#lib/stats/analysis/analyse-sensitivity.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { percentText } from '#lib/stats/analysis/figure-texts.ts';
import { intervalText } from '../figures.ts';
import { VerdictBadge } from '../verdict-badge.tsx';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

/** The same question asked in other ways; a verdict that hangs on one of them is a weak one. */
export function SensitivityPanel({ data }: { data: ResultsData }) {
  const { analysis, titles, note, fileName, exported } = data;
  const { sensitivity } = analysis.paired;
  if (sensitivity.length === 0) return null;
  const titleOf = ({ without, title }: Sensitivity) =>
    without === null ? title : `Without “${titles.get(without) ?? without}”`;
  const judged = sensitivity.filter(({ agrees }) => agrees !== null);
  const dissent = judged.filter(({ agrees }) => agrees === false).length;
  return (
    <Panel
      title="Sensitivity"
      actions={
        <>
          <ModelChoice data={data} />
          <DownloadTable
            label="Sensitivity"
            fileName={fileName('sensitivity')}
            note={note}
            source={data.source}
            table={exported({
              columns: ['variant', 'pairs', 'change, %', 'low', 'high', 'verdict', 'agrees'].map((head) => ({
                head,
              })),
              rows: sensitivity.map((each, index) => ({
                id: String(index),
                cells: [
                  titleOf(each),
                  each.pairs,
                  each.calls.percent,
                  each.calls.percentInterval?.low ?? null,
                  each.calls.percentInterval?.high ?? null,
                  each.verdict,
                  each.agrees === null ? null : String(each.agrees),
                ],
              })),
            })}
          />
        </>
      }
    >
      <p className="mb-2 max-w-[90ch] text-xs text-muted">
        {dissent === 0
          ? `All ${judged.length} variants that can have a verdict come to the same one.`
          : `${dissent} of ${judged.length} variants come to another verdict.`}{' '}
        None of them is the headline.
      </p>
      <div role="region" aria-label="Sensitivity: table" tabIndex={0} className="max-h-96 overflow-auto">
        <table className="w-full min-w-max border-collapse text-left text-sm tabular-nums">
          <thead>
            <tr className="border-b border-line text-xs text-muted">
              <th scope="col" className="py-1 font-medium">
                Asked this way
              </th>
              <th scope="col" className="py-1 pl-4 text-right font-medium">
                Pairs
              </th>
              <th scope="col" className="py-1 pl-4 text-right font-medium">
                Calls
              </th>
              <th scope="col" className="py-1 pl-4 font-medium">
                Verdict
              </th>
            </tr>
          </thead>
          <tbody>
            {sensitivity.map((each, index) => (
              <tr key={`${each.id} ${each.without ?? ''}`} className="border-b border-line last:border-0">
                <th
                  scope="row"
                  className="max-w-72 truncate py-1 font-normal"
                  title={each.without ?? undefined}
                >
                  {titleOf(each)}
                </th>
                <td className="py-1 pl-4 text-right">
                  <EvidenceLink to={EVIDENCE.sensitivity(index)}>{each.pairs}</EvidenceLink>
                </td>
                <td className="py-1 pl-4 text-right whitespace-nowrap">
                  <EvidenceLink to={EVIDENCE.sensitivity(index)}>
                    {percentText(each.calls.percent)}{' '}
                    <span className="text-muted">
                      {intervalText(each.calls.percentInterval, percentText)}
                    </span>
                  </EvidenceLink>
                </td>
                <td className="py-1 pl-4">
                  <span className="inline-flex items-center gap-1.5">
                    {each.verdict === null ? (
                      <span className="text-muted">calls alone</span>
                    ) : (
                      <VerdictBadge code={each.verdict} />
                    )}
                    {each.agrees === true && (
                      <Check aria-label="the same verdict" size={13} className="text-muted" />
                    )}
                    {each.agrees === false && (
                      <TriangleAlert aria-label="another verdict" size={13} className="text-warn" />
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
