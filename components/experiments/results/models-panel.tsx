'use client';

import { EvidenceLink } from '#components/charts/chart-evidence.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { Interval } from '#lib/stats/interval.ts';
import type { ModelLine } from '#lib/stats/analysis/compare-models.ts';
import { percentText, pointsText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { hasNoWidth, NO_WIDTH } from '#lib/stats/analysis/words.ts';
import { armBy, type LabelledArm } from '../arm-look.ts';
import { ArmMark } from '../arm-mark.tsx';
import { EVIDENCE } from '../evidence-key.ts';
import { VerdictBadge } from '../verdict-badge.tsx';
import { DownloadTable } from '#components/charts/download-table.tsx';
import { useModel } from './model-choice.tsx';
import { prepareModels } from './prepare-models.ts';
import type { ResultsData } from './results-data.ts';

const HEAD = 'py-1 pl-4 text-right font-medium';

/** The claim across models, model by model. Each is judged alone by the declared rule; all must agree. */
export function ModelsPanel({ data }: { data: ResultsData }) {
  const { analysis, arms, note, models: choice } = data;
  const [, show] = useModel();
  if (!analysis.models || !choice) return null;
  const { lines, table } = prepareModels(analysis.models, arms);
  return (
    <Panel
      title="Model by model"
      actions={
        <DownloadTable label="Models" fileName="models" note={note} source={data.source} table={table} />
      }
    >
      <p className="mb-2 max-w-[90ch] text-xs text-muted">
        Each model is judged alone by the declared rule. HELPS needs every one of them; one that is hurt is
        enough for HURTS. Intervals at {rateText(analysis.paired.rules.level)}. The panels below show{' '}
        <strong className="font-medium">{choice.chosen}</strong>.
      </p>
      <div role="region" aria-label="Model by model: table" tabIndex={0} className="relative overflow-x-auto">
        <table className="w-full min-w-max border-collapse text-left text-sm tabular-nums">
          <thead>
            <tr className="border-b border-line text-xs text-muted">
              <th scope="col" className="sticky left-0 bg-panel py-1 font-medium">
                Model
              </th>
              <th scope="col" className="py-1 pl-4 font-medium">
                Verdict
              </th>
              <th scope="col" className={HEAD}>
                Total calls
              </th>
              <th scope="col" className={HEAD}>
                Verified success
              </th>
              {arms.map(({ label }) => (
                <th key={label} scope="col" className={HEAD}>
                  <ArmMark look={armBy(arms, label)} />
                </th>
              ))}
              <th scope="col" className={HEAD}>
                Added harm
              </th>
              <th scope="col" className={HEAD}>
                False verdicts
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line
                key={line.model}
                line={line}
                arms={arms}
                isShown={line.model === choice.chosen}
                onShow={() => show(line.model)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface LineProps {
  line: ModelLine;
  arms: readonly LabelledArm[];
  isShown: boolean;
  onShow: () => void;
}

function Line({ line, arms, isShown, onShow }: LineProps) {
  const { model, verdict, calls, success, harm, falseVerdicts } = line;
  const of = (figure: string) => EVIDENCE.ofModel(model, figure);
  return (
    <tr className={`border-b border-line last:border-0 ${isShown ? 'bg-accent/8' : ''}`}>
      <th scope="row" className="sticky left-0 bg-panel py-1.5 pr-2 font-medium" title={model}>
        <span className="block max-w-36 truncate sm:max-w-56">{model}</span>
        {isShown ? (
          <span className="text-xs font-normal text-muted">shown below</span>
        ) : (
          <button
            type="button"
            onClick={onShow}
            className="min-h-6 cursor-pointer text-xs font-normal text-accent underline underline-offset-2 hover:no-underline"
          >
            Show below
            <span className="sr-only">: {model}</span>
          </button>
        )}
      </th>
      <td className="py-1.5 pl-4">
        <VerdictBadge code={verdict} />
      </td>
      <Cell to={of(EVIDENCE.calls(0))} value={percentText(calls.percent)}>
        {rangeText(calls.interval, percentText)}
      </Cell>
      <Cell to={of(EVIDENCE.success(0))} value={pointsText(success.mean)}>
        {rangeText(success.interval, pointsText)}
      </Cell>
      {arms.map(({ label }) => {
        const own = line.arms.find(({ arm }) => arm === label);
        return own ? (
          <Cell
            key={label}
            to={of(EVIDENCE.arm(label, 'benefit', 'success'))}
            value={`${own.verified} of ${own.runs}`}
          >
            {`${rateText(own.rate)}, ${rangeText(own.interval, rateText)}`}
          </Cell>
        ) : (
          <td key={label} className="py-1.5 pl-4 text-right text-muted">
            not run
          </td>
        );
      })}
      {harm ? (
        <Cell to={of(EVIDENCE.harm(0))} value={`${harm.count} of ${harm.pairs}`}>
          {`at most ${rateText(harm.high)}`}
        </Cell>
      ) : (
        <td className="py-1.5 pl-4 text-right text-muted">not measured</td>
      )}
      {falseVerdicts === null ? (
        <td className="py-1.5 pl-4 text-right text-muted">–</td>
      ) : (
        <Cell to={of(EVIDENCE.falseVerdicts())} value={rateText(falseVerdicts)}>
          relabelled
        </Cell>
      )}
    </tr>
  );
}

/** Its level stands above the table. */
function rangeText(interval: Interval | null, write: (end: number) => string): string {
  if (!interval) return 'no interval';
  return hasNoWidth(interval) ? NO_WIDTH : `${write(interval.low)} to ${write(interval.high)}`;
}

function Cell({ to, value, children }: { to: string; value: string; children: string }) {
  return (
    <td className="py-1.5 pl-4 text-right whitespace-nowrap">
      <EvidenceLink to={to}>{value}</EvidenceLink>
      <span className="block text-xs text-muted">{children}</span>
    </td>
  );
}
