'use client';

import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { EvidenceLink } from '#components/charts/chart-evidence.tsx';
import type { ExperimentView } from '#lib/protocol/experiment.ts';
import { splitWarnings, type Warning } from '#lib/stats/analysis/find-warnings.ts';
import type { FalseVerdictRate, RelabelCaveat } from '#lib/stats/false-verdict-rate.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { experimentHref, VERDICT_LOOK } from '../experiment-words.ts';
import { CAVEAT_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { rateText, withMinus } from '#lib/stats/analysis/figure-texts.ts';
import { intervalText } from '../figures.ts';
import { VerdictBadge } from '../verdict-badge.tsx';
import { GateCard } from './gate-card.tsx';
import { ModelChoice } from './model-choice.tsx';
import { NextSize } from './next-size.tsx';
import type { ResultsData } from './results-data.ts';

/** The answer: one word, one sentence, the three gates it was made from, and how often this lab is wrong. */
export function VerdictPanel({ data }: { data: ResultsData }) {
  const { analysis, view } = data;
  const { code, sentence } = analysis.verdict;
  const { title, icon: Icon, text, edge } = VERDICT_LOOK[code];
  const { verdict, warnings, infrastructureErrors } = analysis.paired;
  const { beside, below } = splitWarnings(warnings);
  return (
    <section
      aria-label="Verdict"
      className={`flex flex-col gap-3 rounded-lg border border-l-4 border-line bg-panel p-4 ${edge}`}
    >
      <div className="flex flex-col gap-1">
        <h2 className={`flex items-center gap-2 text-lg font-bold tracking-wide ${text}`}>
          <Icon aria-hidden size={20} className="shrink-0" />
          {title}
        </h2>
        <p className="max-w-[90ch] text-lg leading-7 font-medium text-balance">
          {/* Several models have a line each, with figures of their own. */}
          {data.models ? (
            withMinus(sentence)
          ) : (
            <EvidenceLink to={EVIDENCE.calls(0)}>{withMinus(sentence)}</EvidenceLink>
          )}
        </p>
        {view.summary.isAA && (
          <p className="max-w-[90ch] text-sm">
            Both arms were given the same: any difference here is the lab’s own noise, and HELPS or HURTS
            would be false.
          </p>
        )}
        {!data.models && <Warnings warnings={beside} data={data} />}
        {!data.models && <NextSize data={data} />}
      </div>
      {/* The sentence says the first. */}
      {verdict.shortfalls.length > 1 && (
        <ul className="list-disc pl-5 text-sm">
          {verdict.shortfalls.slice(1).map((each) => (
            <li key={each}>
              <EvidenceLink to={EVIDENCE.success(0)}>{each}</EvidenceLink>.
            </li>
          ))}
        </ul>
      )}
      {data.models && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <span className="text-muted">The three gates and warnings with</span>
          <ModelChoice data={data} />
          <VerdictBadge code={verdict.code} title={verdict.sentence} />
        </div>
      )}
      {data.models && <Warnings warnings={beside} data={data} />}
      {data.models && <NextSize data={data} />}
      <div className="grid gap-3 lg:grid-cols-4">
        {verdict.gates.map((gate, index) => (
          <GateCard key={gate.id} gate={gate} number={index + 1} />
        ))}
        <Calibration view={view} own={analysis.falseVerdicts} />
      </div>
      <Warnings warnings={below} data={data} />
      {infrastructureErrors.length > 0 && (
        <p className="flex gap-1.5 text-sm">
          <CircleAlert aria-hidden size={14} className="mt-0.5 shrink-0 text-warn" />
          <EvidenceLink to={EVIDENCE.errors()}>
            {infrastructureErrors.length === 1
              ? 'One run was ended by infrastructure; it is no failure of an arm.'
              : `${infrastructureErrors.length} runs were ended by infrastructure; they are no failures of an arm.`}
          </EvidenceLink>
        </p>
      )}
    </section>
  );
}

function Warnings({ warnings, data }: { warnings: readonly Warning[]; data: ResultsData }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {warnings.map(({ id, says }) => (
        <li key={id} className="flex gap-1.5">
          <CircleAlert aria-hidden size={14} className="mt-0.5 shrink-0 text-warn" />
          <span className="min-w-0 max-w-[100ch]">
            <EvidenceLink to={behindWarning(id, data)}>{withMinus(says)}</EvidenceLink>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What a warning's figures rest on. */
function behindWarning(id: Warning['id'], { analysis: { paired } }: ResultsData): string {
  const [headline] = paired.contrasts;
  switch (id) {
    case 'ceiling':
    case 'floor':
      return EVIDENCE.arm(headline?.contrast.control ?? '', 'benefit', 'success');
    case 'success_clustered':
      return EVIDENCE.success(0);
    case 'harm_clustered':
      return EVIDENCE.harm(0);
    case 'rows_excluded':
      return EVIDENCE.excluded();
    case 'placebo_as_good': {
      const index = paired.contrasts.findIndex(({ contrast }) => contrast.control === 'placebo');
      return EVIDENCE.calls(Math.max(0, index));
    }
    default:
      return EVIDENCE.calls(0);
  }
}

/** How often the declared rule sees an effect where there is none: measured, not promised. */
function Calibration({ view, own }: { view: ExperimentView; own: FalseVerdictRate | null }) {
  const { calibration } = view;
  return (
    <div className="flex flex-col gap-1 rounded-md border border-line p-3 text-sm lg:border-dashed">
      <h3 className="font-semibold">False verdicts</h3>
      {view.summary.isAA ? (
        <p>
          {own
            ? 'This is the measurement: both arms are the same, so every HELPS or HURTS after relabelling is false.'
            : 'Both arms are the same; there were no pairs to relabel.'}
        </p>
      ) : calibration ? (
        <p>
          <Link
            href={experimentHref(calibration.experimentId)}
            className="font-medium underline decoration-line-strong decoration-dotted underline-offset-3 hover:decoration-solid"
          >
            {rateText(calibration.rate)}
          </Link>{' '}
          of relabelings of the A/A experiment “{calibration.title}” (simulation error{' '}
          {rateText(calibration.low)} to {rateText(calibration.high)}).
          <Caveats caveats={calibration.caveats} />
        </p>
      ) : (
        <p className="text-muted">
          No A/A experiment with this model yet.{' '}
          <Link
            href={`/experiments/new?preset=aa&model=${encodeURIComponent(view.summary.models[0] ?? '')}`}
            className="text-accent underline"
          >
            Plan one
          </Link>
        </p>
      )}
      {own && own.rate !== null && (
        <p className="text-xs text-muted">
          With the arms of these very runs relabelled:{' '}
          <EvidenceLink to={EVIDENCE.falseVerdicts()}>{rateText(own.rate)}</EvidenceLink>{' '}
          {intervalText(own.interval, rateText)}. Aim: at most 5 %. <Caveats caveats={own.caveats} />
        </p>
      )}
    </div>
  );
}

const Caveats = ({ caveats }: { caveats: readonly RelabelCaveat[] }) =>
  caveats.map((caveat) => <span key={caveat}> {CAVEAT_WORDS[caveat]}</span>);
