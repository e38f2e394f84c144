'use client';

import { Play } from 'lucide-react';
import { ChartTableView } from '#components/charts/chart-table-view.tsx';
import { rateScale } from '#lib/utils/scale.ts';
import { StackPlot } from '#components/charts/stack-plot.tsx';
import { useWidth } from '#components/charts/use-width.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { formatDuration, formatNumber } from '#components/ui/format.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ExperimentPreview } from '#lib/protocol/experiment-http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { CLASS_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { dollarText } from '#lib/stats/analysis/figure-texts.ts';
import { Problems } from './field.tsx';
import { preparePower } from './prepare-power.ts';

interface Props {
  preview: ExperimentPreview | null;
  /** The answer is to the plan as it stands. */
  isCurrent: boolean;
  /** The fields can be sent at all. */
  isReadable: boolean;
  error: ErrorInfo | null;
  failure: ErrorInfo | null;
  busy: 'start' | 'freeze' | null;
  onCreate: (start: boolean) => void;
}

const UNITS = {
  pair: 'pairs, which are the units',
  scenario: 'scenarios, which are the units',
  scenario_and_distillation: 'scenarios × learnings; both are drawn, and the fewer decide how sure it gets',
};

/** What the plan would be, find out and cost, before anything is run. */
export function PreviewPanel({ preview, isCurrent, isReadable, error, failure, busy, onCreate }: Props) {
  const refused = preview?.problems.filter(({ level }) => level === 'refuse') ?? [];
  const canCreate = isCurrent && preview?.planHash !== null && preview !== null && refused.length === 0;
  return (
    <Panel title="What this plan would be" className="xl:sticky xl:top-3">
      <div aria-busy={!isCurrent} className={`flex flex-col gap-4 ${isCurrent ? '' : 'opacity-60'}`}>
        {error && <ErrorNotice error={error} />}
        {!preview && !error && isReadable && <Skeleton className="h-64 w-full" />}
        {!preview && !isReadable && <p className="text-muted">Complete the fields that are marked.</p>}
        {preview?.plan?.models.some(({ simulated }) => simulated) && <SimulatedNote />}
        {preview && (preview.plan ? <Size preview={preview} /> : <Incomplete problems={preview.problems} />)}
        {preview?.power && preview.plan && (
          <Power power={preview.power} margin={preview.plan.rules.success.margin} />
        )}
        {preview?.plan && !preview.power && preview.size.pairs > 0 && (
          <p className="text-sm">
            Both arms are given the same, so there is no effect to find: it measures how often the declared
            rule sees one where there is none.
          </p>
        )}
        {preview?.plan && (
          <Estimate
            estimate={preview.estimate}
            free={preview.plan.models.every(({ simulated }) => simulated)}
          />
        )}
        {preview && <Problems problems={preview.problems.filter(({ field }) => field === null)} />}
      </div>
      <div className="mt-4 flex flex-col gap-2 border-t border-line pt-3">
        {preview?.planHash && (
          <p className="text-xs text-muted">
            Plan <code className="font-mono break-all">{preview.planHash}</code>: changes with every field,
            and nothing changes it once it is frozen.
          </p>
        )}
        {!isCurrent && isReadable && !error && (
          <p role="status" className="text-xs text-muted">
            Working out what this plan would be…
          </p>
        )}
        {refused.length > 0 && (
          <p className="text-sm text-bad">
            {refused.length === 1 ? 'One thing keeps' : `${refused.length} things keep`} this from being
            started; each is said at its field.
          </p>
        )}
        {failure && <ErrorNotice error={failure}>Nothing was started.</ErrorNotice>}
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            icon={<Play aria-hidden size={14} />}
            busy={busy === 'start'}
            disabled={!canCreate}
            onClick={() => onCreate(true)}
          >
            Freeze and start
            {canCreate ? ` ${formatNumber(preview.size.runs + preview.size.learningRuns)} runs` : ''}
          </Button>
          <Button busy={busy === 'freeze'} disabled={!canCreate} onClick={() => onCreate(false)}>
            Freeze only
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** What is still missing, and where to get it. */
function Incomplete({ problems }: { problems: ExperimentPreview['problems'] }) {
  const nothing = problems.some(({ code }) => code === 'nothing_learned');
  return (
    <div className="flex flex-col items-start gap-2">
      <p>The plan is not complete: each thing that is missing is said at its field.</p>
      {nothing && (
        <LinkButton size="sm" href="/">
          To the story, to learn a skill from Act 1
        </LinkButton>
      )}
    </div>
  );
}

function Size({ preview: { size, plan } }: { preview: ExperimentPreview }) {
  const counts = Map.groupBy(plan?.scenarios ?? [], (scenario) => scenario.class);
  return (
    <div>
      <p className="text-2xl font-semibold tabular-nums">
        {formatNumber(size.runs)} <span className="text-base font-normal">runs</span>
        {size.learningRuns > 0 && (
          <span className="text-base font-normal"> and {formatNumber(size.learningRuns)} to learn from</span>
        )}
      </p>
      <p className="text-sm text-muted tabular-nums">
        {formatNumber(size.blocks)} blocks; {formatNumber(size.pairs)} pairs where the skill should help, in{' '}
        {formatNumber(size.units.count)} {UNITS[size.units.kind]}; {formatNumber(size.harmPairs)} pairs for
        harm.
      </p>
      {counts.size > 0 && (
        <p className="text-sm text-muted">
          For the skill under test:{' '}
          {[...counts]
            .map(([name, members]) => `${members.length} ${CLASS_WORDS[name].toLowerCase()}`)
            .join(', ')}
          .
        </p>
      )}
    </div>
  );
}

function Power({ power, margin }: { power: NonNullable<ExperimentPreview['power']>; margin: number }) {
  const [body, width] = useWidth<HTMLDivElement>(420);
  const { stacks, table, hardest, otherwise } = preparePower(power, margin);
  return (
    <section aria-label="Power">
      <h3 className="text-sm font-semibold">What it could find out</h3>
      <div ref={body} className="mt-1">
        <StackPlot label="Verdicts of simulated experiments" stacks={stacks} scale={rateLike} width={width} />
      </div>
      {hardest && <p className="mt-1 text-sm">{hardest}</p>}
      {otherwise && <p className="mt-1 text-sm">{otherwise}</p>}
      <p className="mt-1 text-xs text-muted">
        {power.simulations} simulated experiments each, judged by the declared rule. {power.assumes}
      </p>
      <details className="mt-1 text-sm">
        <summary className="text-accent">The same as a table</summary>
        <ChartTableView table={table} label="Power: table" />
      </details>
    </section>
  );
}

/** Shares in percent. */
const rates = rateScale();
const rateLike = {
  low: 0,
  high: 100,
  place: (value: number) => rates.place(value / 100),
  ticks: rates.ticks.map(({ value, label }) => ({ value: value * 100, label })),
};

function Estimate({ estimate, free }: { estimate: ExperimentPreview['estimate']; free: boolean }) {
  const { ms, msRange, timeRestsOn, inputTokens, outputTokens, cost, restsOn } = estimate;
  const unknown = 'unknown';
  return (
    <section aria-label="Estimate">
      <h3 className="text-sm font-semibold">What it would take</h3>
      <dl className="mt-1 grid grid-cols-3 gap-3 text-sm [&_dd]:tabular-nums [&_dt]:text-xs [&_dt]:text-muted">
        <div>
          <dt>Time</dt>
          <dd>
            {ms === null ? unknown : `about ${formatDuration(ms)}`}
            {msRange && (
              <span className="block text-xs text-muted">
                {formatDuration(msRange.low)} to {formatDuration(msRange.high)}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>Tokens</dt>
          <dd>
            {inputTokens === null || outputTokens === null
              ? unknown
              : `${formatNumber(inputTokens)} in, ${formatNumber(outputTokens)} out`}
          </dd>
        </div>
        <div>
          <dt>Cost</dt>
          <dd>{free ? 'none: offline' : dollarText(cost)}</dd>
        </div>
      </dl>
      <p className="mt-1 text-xs text-muted">Time: {timeRestsOn}</p>
      <p className="mt-1 text-xs text-muted">Tokens and cost: {restsOn}</p>
    </section>
  );
}
