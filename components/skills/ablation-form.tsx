'use client';

import { Scissors } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { armsHref } from '#components/compare/arms/arms-href.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Field, INPUT } from '#components/ui/field.tsx';
import { NumberField, typedNumber } from '#components/ui/number-field.tsx';
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

const keyOf = ({ file, from, to }: Maskable) => `${file}:${from}-${to}`;

/** Takes a step or a section out and runs the same incident and seeds with and without it. */
export function AblationForm({ skillId, versionId, number, maskable, suggested, scenarios }: Props) {
  const router = useRouter();
  const [chosen, setChosen] = useState(suggested ? keyOf(suggested) : '');
  const [scenarioId, setScenarioId] = useState(scenarios[0]?.scenarioId ?? '');
  const [seeds, setSeeds] = useState('6');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const mask = maskable.find((each) => keyOf(each) === chosen);
  const start = () => {
    if (busy || !mask) return;
    setBusy(true);
    setError(null);
    const { file, from, to } = mask;
    const count = typedNumber(seeds);
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
        <Field label="Leave out" fault={error?.fields?.['from'] ?? error?.fields?.['file']}>
          {(describe) => (
            <select
              {...describe}
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
              className={INPUT}
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
          )}
        </Field>
        <div className="grid grid-cols-[minmax(0,1fr)_6rem] gap-2">
          <Field label="Incident" fault={error?.fields?.['scenarioIds']}>
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
          <NumberField
            label="Seeds"
            value={seeds}
            fault={error?.fields?.['seeds']}
            min={1}
            max={10}
            onChange={setSeeds}
          />
        </div>
        {error && !error.fields && <ErrorNotice error={error}>Nothing was started.</ErrorNotice>}
        <Button type="submit" disabled={busy || !mask} icon={<Scissors aria-hidden size={14} />}>
          {busy ? 'Starting' : 'Run with and without'}
        </Button>
      </form>
    </Panel>
  );
}
