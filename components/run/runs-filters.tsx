'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { AgentKind } from '#lib/protocol/played-run.ts';
import type { Arm } from '#lib/protocol/run-plan.ts';
import type { RunState } from '#lib/protocol/run-record.ts';
import type { ScenarioCard } from '#lib/protocol/story.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { ARM_WORDS } from './run-words.ts';
import { isFiltered, runsHref, type RunFilters } from './runs-query.ts';

const STATES: Record<RunState, string> = {
  queued: 'queued',
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};
const ACTS: Record<'1' | '2', string> = { '1': 'Act 1', '2': 'Act 2' };
const ARM_OPTIONS: Record<Arm, string> = ARM_WORDS;

const AGENT_OPTIONS: Record<AgentKind, string> = { model: 'model', person: 'you' };

const TYPING_MS = 250;

/** Filters that live in the address; without scripts the form still sends itself. */
export function RunsFilters({
  filters,
  scenarios,
}: {
  filters: RunFilters;
  scenarios: readonly Pick<ScenarioCard, 'scenarioId' | 'title'>[];
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const { state = '', act = '', arm = '', agent = '', scenario = '', experiment = '', q = '' } = filters;
  const options = scenarioOptions(scenarios, scenario);
  // The address may change from elsewhere (Clear, back); what somebody is typing is left alone.
  useEffect(() => {
    for (const [name, value] of Object.entries({ state, act, arm, agent, scenario, q })) {
      const field = form.current?.elements.namedItem(name);
      const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
      if (isField && (field !== document.activeElement || name !== 'q')) field.value = value;
    }
  }, [state, act, arm, agent, scenario, q]);
  const apply = () => {
    clearTimeout(timer.current);
    if (!form.current) return;
    const given = new FormData(form.current);
    const query = new URLSearchParams();
    for (const [name, value] of given) if (typeof value === 'string' && value) query.set(name, value);
    const text = query.toString();
    router.replace(text ? `/runs?${text}` : '/runs', { scroll: false });
  };
  return (
    <search>
      <form
        ref={form}
        action="/runs"
        className="flex flex-wrap items-center gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <label className="relative flex items-center max-sm:w-full">
          <span className="sr-only">Scenario or run id contains</span>
          <Search aria-hidden size={13} className="absolute left-2 text-muted" />
          <input
            type="search"
            name="q"
            maxLength={200}
            defaultValue={filters.q ?? ''}
            placeholder="Scenario or run id"
            onChange={() => {
              clearTimeout(timer.current);
              timer.current = setTimeout(apply, TYPING_MS);
            }}
            className="h-7 w-full rounded-md border border-line bg-panel pr-2 pl-7 text-xs placeholder:text-muted sm:w-52"
          />
        </label>
        <Select name="state" label="Status" value={filters.state} options={STATES} onChange={apply} />
        <Select name="act" label="Act" value={filters.act} options={ACTS} onChange={apply} />
        <Select name="arm" label="Arm" value={filters.arm} options={ARM_OPTIONS} onChange={apply} />
        <Select name="agent" label="Agent" value={filters.agent} options={AGENT_OPTIONS} onChange={apply} />
        <Select
          name="scenario"
          label="Scenario"
          value={filters.scenario}
          options={options}
          onChange={apply}
        />
        {/* The address of an experiment's runs keeps it when another filter is chosen. */}
        {experiment && <input type="hidden" name="experiment" value={experiment} />}
        {experiment && (
          <span className="text-xs text-muted">
            {experiment === 'any' ? 'with runs of experiments' : `of experiment ${experiment}`}
          </span>
        )}
        {isFiltered(filters) && (
          <LinkButton size="sm" variant="quiet" href={runsHref({})}>
            Clear
          </LinkButton>
        )}
      </form>
    </search>
  );
}

/** By title; one that is gone keeps its id, so that the filter says what it does. */
function scenarioOptions(
  scenarios: readonly Pick<ScenarioCard, 'scenarioId' | 'title'>[],
  chosen: string,
): Record<string, string> {
  const known = scenarios
    .map(({ scenarioId, title }): [string, string] => [scenarioId, title])
    .toSorted(([, a], [, b]) => a.localeCompare(b));
  const isKnown = chosen === '' || scenarios.some(({ scenarioId }) => scenarioId === chosen);
  return Object.fromEntries(isKnown ? known : [...known, [chosen, chosen]]);
}

interface SelectProps {
  name: string;
  label: string;
  value: string | undefined;
  options: Record<string, string>;
  onChange: () => void;
}

function Select({ name, label, value = '', options, onChange }: SelectProps) {
  return (
    <label className="inline-flex">
      <span className="sr-only">{label}</span>
      <select
        name={name}
        defaultValue={value}
        onChange={onChange}
        className="h-7 max-w-52 rounded-md border border-line bg-panel px-1.5 text-xs"
      >
        <option value="">{label}: any</option>
        {Object.entries(options).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
