'use client';

import { EvidenceLink } from '#components/charts/chart-evidence.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import { armBy } from '../arm-look.ts';
import { ArmMark } from '../arm-mark.tsx';
import { EVIDENCE } from '../evidence-key.ts';
import { percentText, pointsText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { capital } from '#lib/stats/analysis/words.ts';
import { intervalText } from '../figures.ts';
import { DownloadTable } from '#components/charts/download-table.tsx';
import { ModelChoice } from './model-choice.tsx';
import type { ResultsData } from './results-data.ts';

/** All declared comparisons beside each other: how much of the effect is the content, and how much any skill would do. */
export function ContrastsPanel({ data }: { data: ResultsData }) {
  const { analysis, arms, note, fileName, exported } = data;
  const { contrasts } = analysis.paired;
  const head = 'py-1 pl-4 text-right font-medium';
  return (
    <Panel
      title="Comparisons"
      actions={
        <>
          <ModelChoice data={data} />
          <DownloadTable
            label="Comparisons"
            fileName={fileName('comparisons')}
            note={note}
            source={data.source}
            table={exported({
              columns: COLUMNS.map((name) => ({ head: name })),
              rows: contrasts.map((each) => ({ id: each.contrast.says, cells: cellsOf(each) })),
            })}
          />
        </>
      }
    >
      <div role="region" aria-label="Comparisons: table" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-max border-collapse text-left text-sm tabular-nums">
          <thead>
            <tr className="border-b border-line text-xs text-muted">
              <th scope="col" className="py-1 font-medium">
                Comparison
              </th>
              <th scope="col" className={head}>
                Verified success
              </th>
              <th scope="col" className={head}>
                Total calls
              </th>
              <th scope="col" className={head}>
                DevOps calls
              </th>
              <th scope="col" className={head}>
                Added harm
              </th>
            </tr>
          </thead>
          <tbody>
            {contrasts.map((each, index) => (
              <tr key={each.contrast.says} className="border-b border-line last:border-0">
                <th scope="row" className="py-1.5 font-normal">
                  <span className="flex flex-wrap items-center gap-x-1.5">
                    <ArmMark look={armBy(arms, each.contrast.treated)} />
                    <span className="text-muted">against</span>
                    <ArmMark look={armBy(arms, each.contrast.control)} />
                  </span>
                  <span className="text-xs text-muted">
                    {capital(each.contrast.says)}
                    {index === 0 ? ', headline' : ''}
                  </span>
                </th>
                <Cell to={EVIDENCE.success(index)} value={pointsText(each.success.estimate.mean)}>
                  {intervalText(each.success.interval, pointsText)}
                </Cell>
                <Cell to={EVIDENCE.calls(index)} value={percentText(each.calls.percent)}>
                  {intervalText(each.calls.percentInterval, percentText)}
                </Cell>
                <Cell to={EVIDENCE.devopsCalls(index)} value={percentText(each.devopsCalls.percent)}>
                  {intervalText(each.devopsCalls.percentInterval, percentText)}
                </Cell>
                <Cell
                  to={EVIDENCE.harm(index)}
                  value={each.harm.added ? `${each.harm.added.count} of ${each.harm.pairs}` : 'not measured'}
                >
                  {each.harm.added ? `at most ${rateText(each.harm.added.high)}` : ''}
                </Cell>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {contrasts.length > 1 && (
        <p className="mt-2 max-w-[90ch] text-xs text-muted">
          The verdict is made on the headline alone. Intervals of the others are for explaining it and are not
          corrected for their number.
        </p>
      )}
    </Panel>
  );
}

function Cell({ to, value, children }: { to: string; value: string; children: string }) {
  return (
    <td className="py-1.5 pl-4 text-right whitespace-nowrap">
      <EvidenceLink to={to}>{value}</EvidenceLink>
      <span className="block text-xs text-muted">{children}</span>
    </td>
  );
}

const COLUMNS = [
  'treated',
  'control',
  'means',
  'pairs',
  'success, rate',
  'success low',
  'success high',
  'calls, %',
  'calls low',
  'calls high',
  'devops calls, %',
  'added harm',
  'harm pairs',
  'added harm at most',
];

const cellsOf = ({
  contrast,
  success,
  calls,
  devopsCalls,
  harm,
}: ContrastResult): (string | number | null)[] => [
  contrast.treated,
  contrast.control,
  contrast.says,
  success.pairs,
  success.estimate.mean,
  success.interval?.low ?? null,
  success.interval?.high ?? null,
  calls.percent,
  calls.percentInterval?.low ?? null,
  calls.percentInterval?.high ?? null,
  devopsCalls.percent,
  harm.added?.count ?? null,
  harm.pairs,
  harm.added?.high ?? null,
];
