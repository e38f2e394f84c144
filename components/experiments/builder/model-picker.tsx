'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';

interface Props {
  options: Pick<ExperimentOptions, 'models' | 'modelServer'>;
  /** Several may be chosen. */
  several: boolean;
  /** [] stands for the lab's own. */
  chosen: readonly string[];
  name: string;
  onChange: (models: readonly string[]) => void;
}

/** Which model acts; the configured server has more than the lab can list, so another one is named by hand. */
export function ModelPicker({ options: { models, modelServer }, several, chosen, name, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const named = chosen.filter((each) => models.every((model) => model.name !== each));
  const offered = [
    ...models.map((model) => ({ name: model.name, says: model.simulated ? '(simulated)' : '' })),
    ...named.map((each) => ({ name: each, says: modelServer ? `at ${modelServer}` : '' })),
  ];
  const isChosen = (each: string) => (chosen.length > 0 ? chosen.includes(each) : each === models[0]?.name);
  const toggle = (each: string, on: boolean) => {
    if (!several) return onChange([each]);
    const before =
      chosen.length > 0 ? chosen : offered.filter((one) => isChosen(one.name)).map((one) => one.name);
    onChange(on ? [...before, each] : before.filter((one) => one !== each));
  };
  const add = () => {
    const wanted = typed.trim();
    if (wanted === '') return;
    if (!isChosen(wanted)) toggle(wanted, true);
    setTyped('');
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {offered.map((model) => (
          <label key={model.name} className="flex min-w-0 items-center gap-1.5 text-sm">
            <input
              type={several ? 'checkbox' : 'radio'}
              name={name}
              checked={isChosen(model.name)}
              onChange={(event) => toggle(model.name, event.target.checked)}
              className="size-3.5 shrink-0 accent-accent"
            />
            <span className="min-w-0 break-words">{model.name}</span>
            {model.says && <span className="text-muted">{model.says}</span>}
          </label>
        ))}
      </div>
      {modelServer === null ? (
        several && (
          <p className="max-w-[80ch] text-xs text-muted">
            Another model takes a server that speaks the chat-completions protocol: OPENAI_API_KEY, and
            OPENAI_BASE_URL for one that is not OpenAI’s (Settings shows what is set).
          </p>
        )
      ) : (
        <div className="flex items-end gap-1.5">
          <label className="flex flex-col gap-0.5 text-xs text-muted">
            Another model at {modelServer}
            <input
              type="text"
              value={typed}
              maxLength={200}
              placeholder="its name there"
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                add();
              }}
              className="h-8 w-56 max-w-full rounded-md border border-line bg-panel px-2 text-sm text-text placeholder:text-muted"
            />
          </label>
          <Button size="sm" disabled={typed.trim() === ''} onClick={add}>
            {several ? 'Add' : 'Take'}
          </Button>
        </div>
      )}
    </div>
  );
}
