'use client';

import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Field, INPUT } from '#components/ui/field.tsx';
import { NumberField, typedNumber } from '#components/ui/number-field.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { StartRun } from '#lib/protocol/http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { ScenarioCard } from '#lib/protocol/story.ts';

const AGENTS = [
  { value: 'model', label: 'the model', title: 'The model that is connected' },
  { value: 'person', label: 'you', title: 'You resolve the incident by hand, with the same five tools' },
] as const;
const ARMS = [
  { value: 'none', label: 'no skill' },
  { value: 'learned', label: 'learned skills', title: 'The skills of the current story’s learning space' },
] as const;
const PACES = [
  { value: 'instant', label: 'instant' },
  { value: 'watch', label: 'watch', title: 'The offline model speaks slowly enough to follow' },
] as const;

/** Starts a run of any scenario and opens it. The server checks; what it refuses is said at the field. */
export function NewRunForm({ scenarios }: { scenarios: readonly ScenarioCard[] }) {
  const router = useRouter();
  const [scenarioId, setScenarioId] = useState(scenarios[0]?.scenarioId ?? '');
  const [seed, setSeed] = useState('1');
  const [agent, setAgent] = useState<(typeof AGENTS)[number]['value']>('model');
  const [arm, setArm] = useState<(typeof ARMS)[number]['value']>('none');
  const [pace, setPace] = useState<(typeof PACES)[number]['value']>('watch');
  const [learns, setLearns] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const card = scenarios.find((scenario) => scenario.scenarioId === scenarioId);
  const start = () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    const number = typedNumber(seed);
    const body: StartRun =
      agent === 'person'
        ? { scenarioId, seed: number, learns, agent }
        : { scenarioId, seed: number, arm, pace, learns };
    postJson<{ runId: string }>(API.runs(), body)
      .then(({ runId }) => router.push(`/runs/${encodeURIComponent(runId)}`))
      .catch((cause: unknown) => {
        setError(errorInfoOf(cause));
        setBusy(false);
      });
  };
  return (
    <form
      noValidate
      className="grid gap-x-4 gap-y-3 p-3 sm:grid-cols-[minmax(0,2fr)_9rem] lg:grid-cols-[minmax(16rem,28rem)_9rem_auto_auto_auto] lg:justify-start"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <Field label="Scenario" fault={error?.fields?.scenarioId}>
        {(describe) => (
          <select
            {...describe}
            value={scenarioId}
            onChange={(event) => setScenarioId(event.target.value)}
            className={INPUT}
          >
            {scenarios.map((scenario) => (
              <option key={scenario.scenarioId} value={scenario.scenarioId}>
                {scenario.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <NumberField label="Seed" value={seed} fault={error?.fields?.seed} onChange={setSeed} />
      <Group label="Agent">
        <Choice label="Agent" options={AGENTS} value={agent} onChange={setAgent} />
      </Group>
      {agent === 'model' && (
        <>
          <Group label="Skills">
            <Choice label="Skills" options={ARMS} value={arm} onChange={setArm} />
          </Group>
          <Group label="Pace of the offline model">
            <Choice label="Pace of the offline model" options={PACES} value={pace} onChange={setPace} />
          </Group>
        </>
      )}
      {card && <p className="text-muted sm:col-span-2 lg:col-span-5">{card.summary}</p>}
      <label className="flex items-center gap-2 sm:col-span-2 lg:col-span-5">
        <input
          type="checkbox"
          checked={learns}
          onChange={(event) => setLearns(event.target.checked)}
          className="size-3.5 accent-accent"
        />
        Teach the current story’s learning space from this run
      </label>
      <div className="flex flex-col items-start gap-2 sm:col-span-2 lg:col-span-5">
        {error && !error.fields && <ErrorNotice error={error}>No run was started.</ErrorNotice>}
        <Button
          type="submit"
          variant="primary"
          busy={busy}
          disabled={scenarios.length === 0}
          icon={<Play aria-hidden size={13} />}
        >
          {agent === 'person' ? 'Play' : 'Start run'}
        </Button>
      </div>
    </form>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-1">
      <span aria-hidden className="text-xs text-muted">
        {label}
      </span>
      {children}
    </div>
  );
}
