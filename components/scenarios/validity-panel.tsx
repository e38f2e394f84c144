'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { formatDuration, plural } from '#components/ui/format.ts';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { useValidity } from '#lib/client/use-api.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { ScenarioCheck, ScenarioValidity, ScenarioValidityReport } from '#lib/protocol/scenario.ts';
import { refreshScenario } from './refresh-scenario.ts';
import { badgeOf, ValidityBadge } from './validity-badge.tsx';

/** The validity report: what was asked of the scenario, and what came out; the suite runs when asked to. */
export function ValidityPanel({ scenarioId, initial }: { scenarioId: string; initial: ScenarioValidity }) {
  const { data = initial, error } = useValidity(scenarioId, initial);
  const [refused, setRefused] = useState<ErrorInfo | null>(null);
  const check = () => {
    setRefused(null);
    postJson(API.scenarioPart(scenarioId, 'validity')).then(
      () => refreshScenario(scenarioId),
      (reason: unknown) => setRefused(errorInfoOf(reason)),
    );
  };
  const running = data.state === 'running';
  const problem = refused ?? error;
  return (
    <Panel
      title="Validity"
      actions={
        <>
          <ValidityBadge validity={badgeOf(data)} />
          <Button size="sm" busy={running} onClick={check}>
            {data.state === 'checked' ? 'Check again' : 'Check now'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        {problem && <ErrorNotice error={problem} />}
        {data.state === 'unchecked' && (
          <p className="text-muted">
            The suite has not looked at this version yet. It plays a solver, somebody who does nothing, one
            who restarts everything, one who multiplies every number by ten and a random agent, and it reads
            every line of the logs for the answer. Takes a few seconds.
          </p>
        )}
        {data.state === 'failed' && (
          <p role="alert" className="text-bad">
            The suite could not run: {data.message}
          </p>
        )}
        {running && <Progress done={data.done} of={data.of} />}
        {data.state === 'checked' && <Report report={data.report} />}
      </div>
    </Panel>
  );
}

function Progress({ done, of }: { done: number; of: number }) {
  const text = `${done} of ${of} seeds looked at`;
  return (
    <div className="flex flex-col gap-1">
      <progress value={done} max={of} aria-label="Validity check" className="h-1.5 w-full accent-accent" />
      <p role="status" className="text-xs text-muted tabular-nums">
        {done === 0 ? 'The first seed takes longest: a random agent tries it a hundred times.' : text}
      </p>
    </div>
  );
}

function Report({ report }: { report: ScenarioValidityReport }) {
  const { passed, checks, seeds, tookMs, checkedAt } = report;
  const failures = checks.filter((check) => !check.passed);
  return (
    <>
      <p className={passed ? 'text-muted' : 'font-medium text-bad'}>
        {passed
          ? `All ${plural(checks.length, 'check')} passed: it can be used in experiments.`
          : `It cannot be used in an experiment: ${plural(failures.length, 'check')} of ${checks.length} failed.`}
      </p>
      <ul className="flex flex-col divide-y divide-line">
        {[...failures, ...checks.filter((check) => check.passed)].map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
      </ul>
      <p className="text-xs text-muted tabular-nums">
        {plural(seeds, 'seed')}, {formatDuration(tookMs)}, <Time at={checkedAt} />
      </p>
    </>
  );
}

function CheckRow({ check: { name, passed, detail } }: { check: ScenarioCheck }) {
  const Icon = passed ? CircleCheck : CircleX;
  return (
    <li className="flex gap-2 py-1.5">
      <Icon
        aria-hidden
        size={14}
        className={passed ? 'mt-0.5 shrink-0 text-good' : 'mt-0.5 shrink-0 text-bad'}
      />
      <div className="min-w-0">
        <p>
          <span className="sr-only">{passed ? 'Passed: ' : 'Failed: '}</span>
          {name.charAt(0).toUpperCase() + name.slice(1)}
        </p>
        {!passed && <p className="text-xs break-words text-text">{detail}</p>}
        {passed && (
          <details className="text-xs text-muted">
            <summary className="cursor-pointer">Evidence</summary>
            <p className="break-words">{detail}</p>
          </details>
        )}
      </div>
    </li>
  );
}
