'use client';

import { ListX, Plus, Search, Siren } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { Button } from '#components/ui/button.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useScenarios } from '#lib/client/use-api.ts';
import { useUrlParam } from '#lib/client/use-url-param.ts';
import type { ScenarioListBody } from '#lib/protocol/http.ts';
import { CheckAll } from './check-all.tsx';
import { SCENARIO_FILTER_VALIDITY } from './filter-words.ts';
import { filterScenarios, groupScenarios } from './group-scenarios.ts';
import { ImportScenario } from './import-scenario.tsx';
import { ScenarioCell, ScenarioMatrix } from './scenario-matrix.tsx';
import { CLASS_WORDS } from './scenario-words.ts';

/** Every incident: the bank by family and class, and the user's own. */
export function ScenariosPage({ initial }: { initial: ScenarioListBody }) {
  const { data = initial, error } = useScenarios(initial);
  const [q, setQ] = useUrlParam('q');
  const [topology, setTopology] = useUrlParam('topology');
  const [kind, setKind] = useUrlParam('class');
  const [validity, setValidity] = useUrlParam('validity');
  const { scenarios } = data;
  const shown = filterScenarios(scenarios, {
    q: q ?? '',
    topology: topology ?? '',
    class: kind ?? '',
    validity: validity ?? '',
  });
  const { own, families, others } = groupScenarios(shown);
  const topologies = [...new Set(scenarios.map((entry) => entry.topology).filter((each) => each !== null))];
  const filtered = shown.length < scenarios.length;
  const clear = () => {
    for (const set of [setQ, setTopology, setKind, setValidity]) set(null);
  };
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold">Scenarios</h1>
        <span className="text-sm text-muted tabular-nums" role="status">
          {filtered
            ? `${shown.length} of ${plural(scenarios.length, 'incident')}`
            : plural(scenarios.length, 'incident')}
        </span>
        <div className="ml-auto flex items-center gap-1.5">
          <CheckAll entries={shown} />
          <ImportScenario />
          <LinkButton size="sm" variant="primary" href="/scenarios/new" icon={<Plus aria-hidden size={13} />}>
            New scenario
          </LinkButton>
        </div>
      </div>
      <search className="flex flex-wrap items-center gap-1.5">
        <label className="relative flex items-center max-sm:w-full">
          <span className="sr-only">Title, id, family or topology contains</span>
          <Search aria-hidden size={13} className="absolute left-2 text-muted" />
          <input
            type="search"
            maxLength={200}
            value={q ?? ''}
            placeholder="Title, id or family"
            onChange={(event) => setQ(event.target.value || null)}
            className="h-7 w-full rounded-md border border-line bg-panel pr-2 pl-7 text-xs placeholder:text-muted sm:w-52"
          />
        </label>
        <Select
          label="Topology"
          value={topology}
          options={topologies.map((each) => [each, each])}
          onChange={setTopology}
        />
        <Select
          label="Class"
          value={kind}
          options={Object.entries(CLASS_WORDS).map(([value, { word }]) => [value, word])}
          onChange={setKind}
        />
        <Select label="Validity" value={validity} options={SCENARIO_FILTER_VALIDITY} onChange={setValidity} />
        {filtered && (
          <Button size="sm" variant="quiet" onClick={clear}>
            Clear
          </Button>
        )}
      </search>
      {error && <ErrorNotice error={error}>The list below may be out of date.</ErrorNotice>}
      {(own.length > 0 || !filtered) && (
        <Panel title="Your own" padded={false}>
          {own.length === 0 ? (
            <EmptyState title="None yet" icon={<Siren aria-hidden size={22} />}>
              Duplicate a built-in incident, write one from a topology, or import a file: incidents of your
              own systems are judged by the same oracle.
            </EmptyState>
          ) : (
            <div className="grid sm:grid-cols-2 xl:grid-cols-4">
              {own.map((entry) => (
                <ScenarioCell key={entry.scenarioId} entry={entry} />
              ))}
            </div>
          )}
        </Panel>
      )}
      {families.length > 0 && (
        <Panel title="Built in" padded={false}>
          <ScenarioMatrix families={families} />
        </Panel>
      )}
      {others.length > 0 && (
        <Panel title="Nothing is wrong" padded={false}>
          <div className="grid sm:grid-cols-2 xl:grid-cols-4">
            {others.map((entry) => (
              <ScenarioCell key={entry.scenarioId} entry={entry} />
            ))}
          </div>
        </Panel>
      )}
      {shown.length === 0 && (
        <Panel padded={false}>
          <EmptyState
            title="No scenario matches"
            icon={<ListX aria-hidden size={22} />}
            actions={
              <Button size="sm" onClick={clear}>
                Clear the filters
              </Button>
            }
          >
            Every filter must hold.
          </EmptyState>
        </Panel>
      )}
    </div>
  );
}

interface SelectProps {
  label: string;
  value: string | null;
  options: readonly (readonly [string, string])[];
  onChange: (value: string | null) => void;
}

function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <label className="inline-flex">
      <span className="sr-only">{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
        className="h-7 rounded-md border border-line bg-panel px-1.5 text-xs"
      >
        <option value="">{label}: any</option>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
