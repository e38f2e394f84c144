'use client';

import { Search } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useScenarios } from '#lib/client/use-api.ts';
import { nameFamily } from '#lib/protocol/family-names.ts';
import type { ScenarioEntry } from '#lib/protocol/scenario.ts';
import type { ScenarioClass } from '#lib/stats/analysis/run-row.ts';
import { CLASS_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { familiesOf, groupChoices, type Choice } from './group-choices.ts';

interface Props {
  scenarios: readonly Choice[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
  /** What each incident is for with the skill under test, where the lab has said so. */
  classOf: ReadonlyMap<string, ScenarioClass>;
}

const QUICK: readonly ScenarioClass[] = ['learning', 'near', 'far', 'negative', 'noop'];

/** Incidents by family, chosen one by one, by family or by class. */
export function ScenarioPicker({ scenarios, chosen, onChange, classOf }: Props) {
  const [q, setQ] = useState('');
  const entries = new Map(useScenarios().data?.scenarios.map((entry) => [entry.scenarioId, entry]));
  const set = new Set(chosen);
  // What a preset chose stands first; while somebody chooses by hand nothing moves.
  const [shown, setShown] = useState({ ids: chosen, first: familiesOf(scenarios, chosen) });
  if (shown.ids !== chosen) setShown({ ids: chosen, first: familiesOf(scenarios, chosen) });
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    // In the order of the bank, so that the same choice is the same plan.
    const wanted = scenarios.map(({ scenarioId }) => scenarioId).filter((id) => next.has(id));
    setShown({ ids: wanted, first: shown.first });
    onChange(wanted);
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <label className="relative flex items-center max-sm:w-full">
          <span className="sr-only">Title, id or family contains</span>
          <Search aria-hidden size={13} className="absolute left-2 text-muted" />
          <input
            type="search"
            value={q}
            placeholder="Title, id or family"
            onChange={(event) => setQ(event.target.value)}
            className="h-7 w-full rounded-md border border-line bg-panel pr-2 pl-7 text-xs placeholder:text-muted sm:w-44"
          />
        </label>
        {QUICK.map((name) => {
          const ids = scenarios.filter((each) => each.class === name).map(({ scenarioId }) => scenarioId);
          if (ids.length === 0) return null;
          const count = ids.filter((id) => set.has(id)).length;
          const all = count === ids.length;
          return (
            <Button
              key={name}
              size="sm"
              aria-pressed={all}
              variant={count > 0 ? 'secondary' : 'quiet'}
              title={all ? 'Leave all of them out' : 'Take all of them'}
              onClick={() => toggle(ids, !all)}
            >
              {CLASS_WORDS[name]} {count}/{ids.length}
            </Button>
          );
        })}
        <Button size="sm" variant="quiet" onClick={() => onChange([])}>
          None
        </Button>
      </div>
      <div
        role="region"
        aria-label="Incidents"
        tabIndex={0}
        className="max-h-[26rem] overflow-y-auto rounded-md border border-line"
      >
        {groupChoices(scenarios, q, shown.first).map(({ family, scenarios: members }) => {
          const ids = members.map(({ scenarioId }) => scenarioId);
          const all = ids.every((id) => set.has(id));
          return (
            <div key={family ?? ''} className="border-b border-line px-2.5 py-1.5 last:border-0">
              <label className="flex items-center gap-2 text-sm font-medium">
                <input
                  type="checkbox"
                  checked={all}
                  ref={(box) => {
                    if (box) box.indeterminate = !all && ids.some((id) => set.has(id));
                  }}
                  onChange={() => toggle(ids, !all)}
                  className="size-3.5 accent-accent"
                />
                {family === null ? 'Without a family' : nameFamily(family)}
              </label>
              <div className="mt-0.5 grid gap-x-3 pl-5.5 sm:grid-cols-2 2xl:grid-cols-3">
                {members.map((scenario) => (
                  <Scenario
                    key={scenario.scenarioId}
                    scenario={scenario}
                    checked={set.has(scenario.scenarioId)}
                    planned={classOf.get(scenario.scenarioId) ?? null}
                    entry={entries.get(scenario.scenarioId) ?? null}
                    onToggle={(on) => toggle([scenario.scenarioId], on)}
                  />
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface ScenarioProps {
  scenario: Choice;
  checked: boolean;
  planned: ScenarioClass | null;
  entry: ScenarioEntry | null;
  onToggle: (on: boolean) => void;
}

function Scenario({ scenario, checked, planned, entry, onToggle }: ScenarioProps) {
  const { title, summary, scenarioId } = scenario;
  const shown = checked && planned ? planned : scenario.class;
  const isOther = checked && planned !== null && planned !== scenario.class;
  return (
    <label
      className="flex min-w-0 items-center gap-2 py-0.5 text-sm"
      title={`${title} (${scenarioId}): ${summary}`}
    >
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onToggle(event.target.checked)}
        className="size-3.5 shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1 truncate">{title}</span>
      {entry?.validity.state === 'failed' && <span className="shrink-0 text-xs text-bad">invalid</span>}
      {/* The lab's own tests check what is built in. */}
      {entry?.own && entry.validity.state === 'unchecked' && (
        <span className="shrink-0 text-xs text-muted">unchecked</span>
      )}
      <span
        className={`shrink-0 text-xs ${isOther ? 'text-accent' : 'text-muted'}`}
        title={
          isOther
            ? `${CLASS_WORDS[scenario.class]} within its family; this is what it is for the skill under test`
            : undefined
        }
      >
        {CLASS_WORDS[shown].toLowerCase()}
      </span>
    </label>
  );
}
