'use client';

import { Scissors } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { armsHref } from '#components/compare/arms/arms-href.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { AblationBody, NewAblationInput } from '#lib/protocol/ablation.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { sayLines, type Maskable } from '#lib/skills/mask-lines.ts';

/** An incident to run with and without the lines. */
export interface AblationScenario {
  scenarioId: string;
  title: string;
}

interface Props {
  skillId: string;
  versionId: string;
  number: number;
  maskable: readonly Maskable[];
  /** What the form opens with. */
  suggested: Maskable | null;
  /** Those that the skill was read in stand first. */
  scenarios: readonly AblationScenario[];
}

const FIELD = 'h-8 w-full min-w-0 rounded-md border border-line bg-panel px-2 text-sm text-text';
const keyOf = ({ file, from, to }: Maskable) => `${file}:${from}-${to}`;

/** Takes a step or a section out and runs the same incident and seeds with and without it. */
export function AblationForm({ skillId, versionId, number, maskable, suggested, scenarios }: Props) {
  const router = useRouter();
  const id = useId();
  const [chosen, setChosen] = useState(suggested ? keyOf(suggested) : '');
  const [scenarioId, setScenarioId] = useState(scenarios[0]?.scenarioId ?? '');
  const [seeds, setSeeds] = useState('3');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const mask = maskable.find((each) => keyOf(each) === chosen);
  const start = () => {
    if (busy || !mask) return;
    setBusy(true);
    setError(null);
    const { file, from, to } = mask;
    // An empty field is no number at all, so that the server says so.
    const count = seeds === '' ? Number.NaN : Number(seeds);
    const body: NewAblationInput = { versionId, file, from, to, scenarioIds: [scenarioId], seeds: count };
    postJson<AblationBody>(API.skillAblations(skillId), body)
      .then(({ experimentId }) => router.push(armsHref({ experiment: experimentId })))
      .catch((cause: unknown) => {
        setError(errorInfoOf(cause));
        setBusy(false);
      });
  };
  return (
    <Panel title="What is a line worth?">
      <form
        noValidate
        className="flex flex-col gap-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <p className="text-sm text-muted">
          Runs the same incident and seeds with v{number} and with a copy of it without these lines. The copy
          belongs to the lab and is never published.
        </p>
        <label htmlFor={`${id}-mask`} className="flex flex-col gap-1 text-xs text-muted">
          Leave out
          <select
            id={`${id}-mask`}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            className={FIELD}
          >
            {[...Map.groupBy(maskable, ({ file, entry }) => `${entry} · ${file}`)].map(([group, items]) => (
              <optgroup key={group} label={group}>
                {items.map((item) => (
                  <option key={keyOf(item)} value={keyOf(item)}>
                    {item.kind === 'section' ? 'the whole section' : item.text} ({sayLines(item)})
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <div className="grid grid-cols-[minmax(0,1fr)_5rem] gap-2">
          <label htmlFor={`${id}-scenario`} className="flex min-w-0 flex-col gap-1 text-xs text-muted">
            Incident
            <select
              id={`${id}-scenario`}
              value={scenarioId}
              onChange={(event) => setScenarioId(event.target.value)}
              className={FIELD}
            >
              {scenarios.map((scenario) => (
                <option key={scenario.scenarioId} value={scenario.scenarioId}>
                  {scenario.title}
                </option>
              ))}
            </select>
          </label>
          <label htmlFor={`${id}-seeds`} className="flex flex-col gap-1 text-xs text-muted">
            Seeds
            <input
              id={`${id}-seeds`}
              type="number"
              inputMode="numeric"
              min={1}
              max={10}
              value={seeds}
              onChange={(event) => setSeeds(event.target.value)}
              aria-invalid={error?.fields?.['seeds'] !== undefined}
              className={FIELD}
            />
          </label>
        </div>
        {error && <ErrorNotice error={error}>Nothing was started.</ErrorNotice>}
        <Button type="submit" disabled={busy || !mask} icon={<Scissors aria-hidden size={14} />}>
          {busy ? 'Starting' : 'Run with and without'}
        </Button>
      </form>
    </Panel>
  );
}
