import Link from 'next/link';
import { formatNumber, plural } from '#components/ui/format.ts';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RUNS_LOOKED_AT } from '#lib/protocol/runs-looked-at.ts';
import type { SkillUseBody, SkillUseRun, StepUse } from '#lib/protocol/skill-use.ts';
import { RunLink } from './run-link.tsx';
import type { SkillPlace } from './skill-href.ts';
import { STEP_OUTCOME } from './step-outcome.ts';

interface Props {
  use: SkillUseBody;
  here: (place: SkillPlace) => string;
}

const COUNTED = ['followed', 'ignored', 'misled'] as const;

/** A call can do what a line asks without the run having taken its procedure up: "followed" would say both. */
const wordOf = (outcome: (typeof COUNTED)[number]) =>
  outcome === 'followed' ? 'a call matched this line:' : STEP_OUTCOME[outcome].word;

/** Per line of the version that is shown: which runs followed it, ignored it or were misled, and where it was learned. */
export function UsePanel({ use: { runs, steps, note, agentNote }, here }: Props) {
  const entries = [...Map.groupBy(steps, ({ file, entry }) => `${file} ${entry}`)];
  return (
    <Panel title="Use, line by line">
      <p className="text-sm">
        {runs.read === 0
          ? `None of the ${plural(runs.lookedAt, 'run')} looked at has read a file of it.`
          : `${plural(runs.read, 'run')} of the ${formatNumber(runs.lookedAt)} looked at read it, ${formatNumber(runs.followed)} took a whole procedure up.`}
      </p>
      {agentNote && <SimulatedNote />}
      <p className="text-xs text-muted">
        Looked at: the newest {RUNS_LOOKED_AT} runs of experiments and the newest {RUNS_LOOKED_AT} of others,
        as far as there are so many.
      </p>
      {steps.length === 0 && (
        <p className="mt-2 text-sm text-muted">
          It holds no step that a call could show, so there is nothing to count per line.
        </p>
      )}
      {entries.map(([key, lines]) => (
        <div key={key} className="mt-3">
          <h3 className="pb-1 text-xs font-medium break-words text-muted">{lines[0]?.entry}</h3>
          <ol className="border-t border-line">
            {lines.map((step) => (
              <Step key={step.line} step={step} here={here} />
            ))}
          </ol>
        </div>
      ))}
      <p className="mt-3 text-xs text-muted">{note}</p>
    </Panel>
  );
}

function Step({ step, here }: { step: StepUse; here: Props['here'] }) {
  const { file, line, text, origin } = step;
  const counted = COUNTED.filter((outcome) => step[outcome].count > 0);
  return (
    <li className="border-b border-line py-1.5 text-sm">
      <Link
        href={`${here({ file, raw: true, line })}#L${line}`}
        title={`Line ${line} of ${file}`}
        className="line-clamp-2 break-words hover:underline"
      >
        {text}
      </Link>
      <details className="mt-0.5 text-xs text-muted">
        <summary className="flex min-h-6 cursor-pointer flex-wrap items-center gap-x-3 gap-y-0.5 tabular-nums hover:text-text">
          {counted.length === 0
            ? 'no run yet'
            : counted.map((outcome) => {
                const { icon: Icon, text: colour } = STEP_OUTCOME[outcome];
                return (
                  <span key={outcome} className={`inline-flex items-center gap-1 ${colour}`}>
                    <Icon aria-hidden size={12} />
                    {wordOf(outcome)} {formatNumber(step[outcome].count)}
                  </span>
                );
              })}
          <span>· since v{origin.version}</span>
        </summary>
        <dl className="mt-1 flex flex-col gap-1.5 border-l-2 border-line pl-2">
          {counted.map((outcome) => (
            <Runs key={outcome} word={wordOf(outcome)} {...step[outcome]} />
          ))}
          <Origin origin={origin} here={here} />
        </dl>
      </details>
    </li>
  );
}

function Runs({ word, count, runs }: { word: string; count: number; runs: readonly SkillUseRun[] }) {
  return (
    <div>
      <dt className="font-medium text-text">{word}</dt>
      {runs.map((run) => (
        <dd key={run.runId} className="flex flex-wrap items-center gap-x-2">
          <Link
            href={`/runs/${encodeURIComponent(run.runId)}?tab=skill${run.calls[0] === undefined ? '' : `&call=${run.calls[0]}`}`}
            title={run.runId}
            className="inline-flex min-h-6 items-center break-words text-accent underline underline-offset-2 hover:no-underline"
          >
            {run.scenarioTitle}, seed {run.seed}
          </Link>
          <span>
            {[
              run.arm,
              `v${run.version}`,
              run.outcome?.replace('_', ' ') ?? 'no verdict',
              run.calls.length > 0 ? `call ${run.calls.join(', ')}` : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </dd>
      ))}
      {count > runs.length && <dd>and {formatNumber(count - runs.length)} more</dd>}
    </div>
  );
}

function Origin({ origin, here }: { origin: StepUse['origin']; here: Props['here'] }) {
  const { version, versionId, runId, sessionId, taskIds, hasDistillation } = origin;
  return (
    <div>
      <dt className="font-medium text-text">learned</dt>
      <dd className="flex flex-wrap items-center gap-x-2">
        <Link
          href={here({ version: versionId })}
          className="inline-flex min-h-6 items-center text-accent underline underline-offset-2 hover:no-underline"
        >
          in v{version}
        </Link>
        {runId ? (
          <>
            from <RunLink runId={runId} />
          </>
        ) : (
          'from no run of this lab'
        )}
      </dd>
      {sessionId && (
        <dd className="break-all">
          session <code className="font-mono">{sessionId.slice(0, 8)}</code>
          {taskIds.length > 0 && (
            <>
              , {taskIds.length > 1 ? 'tasks' : 'task'}{' '}
              <code className="font-mono">{taskIds.map((id) => id.slice(0, 8)).join(', ')}</code>
            </>
          )}
          {hasDistillation ? ', distillation beside that version' : ', distillation not shown by Acontext'}
        </dd>
      )}
    </div>
  );
}
