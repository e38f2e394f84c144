'use client';

import { Copy, Download, Pencil } from 'lucide-react';
import { useState } from 'react';
import { PageName } from '#components/frame/page-name.tsx';
import { RunCards } from '#components/run/run-cards.tsx';
import { RunsTable } from '#components/run/runs-table.tsx';
import { compareHref, togglePair } from '#components/run/runs-query.ts';
import type { TopologyLayout } from '#components/run/layout-topology.ts';
import { ServiceLine } from '#components/run/service-line.tsx';
import { TopologyView } from '#components/run/topology-view.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatNumber, formatPercent, plural } from '#components/ui/format.ts';
import { KeyValue } from '#components/ui/key-value.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { API } from '#lib/client/api-paths.ts';
import { useRuns } from '#lib/client/use-api.ts';
import { nameFamily } from '#lib/protocol/family-names.ts';
import type { RunListBody } from '#lib/protocol/http.ts';
import type { ScenarioPageData } from '#lib/protocol/scenario.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { DeleteScenario } from './delete-scenario.tsx';
import { DifficultyTable } from './difficulty-table.tsx';
import { RunScenario } from './run-scenario.tsx';
import { CLASS_WORDS, duplicateHref, scenarioHref } from './scenario-words.ts';
import { SettingsTable } from './settings-table.tsx';
import { ValidityPanel } from './validity-panel.tsx';

interface Props {
  data: ScenarioPageData;
  runs: RunListBody;
  layout: TopologyLayout;
}

/** An incident before anybody has worked on it; what is behind it opens only when asked for. */
export function ScenarioPage({ data, runs, layout }: Props) {
  const { entry, world, entryService, rps, promise } = data;
  const [service, setService] = useState(entryService);
  const chosen = world.services.find(({ name }) => name === service);
  const settings = data.services.find(({ name }) => name === service);
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4">
      <PageName name={entry.title} />
      <Header data={data} />
      <div className="grid gap-3 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <Panel title="The report">
            <p className="break-words whitespace-pre-wrap">{entry.request}</p>
          </Panel>
          <Panel
            title="The system when the report comes in"
            actions={
              <span className="text-xs text-muted max-sm:hidden">
                seed 1; others vary its numbers and names
              </span>
            }
          >
            <div className="flex flex-col gap-3">
              <TopologyView
                layout={layout}
                world={world}
                changes={[]}
                position={0}
                selected={service}
                onSelect={setService}
              />
              {chosen && <ServiceLine service={chosen} changes={[]} position={0} />}
            </div>
          </Panel>
          <Panel
            title={`Settings of ${service}`}
            padded={false}
            actions={
              <label className="flex items-center gap-1.5 text-xs text-muted">
                <span className="sr-only">Service</span>
                <select
                  value={service}
                  onChange={(event) => setService(event.target.value)}
                  className="h-7 rounded-md border border-line bg-panel px-1.5 text-xs text-text"
                >
                  {data.services.map(({ name }) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            }
          >
            {settings && <SettingsTable settings={settings.settings} />}
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Panel title="Work on it">
            <RunScenario scenarioId={entry.scenarioId} />
          </Panel>
          <ValidityPanel scenarioId={entry.scenarioId} initial={data.validity} />
          <Panel title="What was promised">
            <KeyValue
              items={[
                { label: 'Users enter at', value: `${entryService}, ${formatNumber(rps)} requests/s` },
                { label: 'Failing requests', value: `at most ${formatPercent(promise.maxErrorRate)}` },
                { label: 'p99', value: `at most ${formatNumber(promise.p99Ms)} ms` },
                ...(promise.lag
                  ? [
                      {
                        label: `Queue of ${promise.lag.service}`,
                        value: `at most ${formatNumber(promise.lag.max)}`,
                      },
                    ]
                  : []),
                { label: 'Services', value: String(world.services.length) },
                { label: 'Red herrings', value: `${data.redHerrings}; which ones is part of the answer` },
              ]}
            />
          </Panel>
          {data.family.length > 1 && (
            <Panel title="As hard as its relatives" padded={false}>
              <DifficultyTable rows={data.family} current={entry.scenarioId} />
            </Panel>
          )}
          <AnswerPanel scenarioId={entry.scenarioId} hash={entry.hash} />
        </div>
      </div>
      <ScenarioRuns scenarioId={entry.scenarioId} initial={runs} />
    </div>
  );
}

function Header({ data: { entry } }: { data: ScenarioPageData }) {
  const { scenarioId, title, summary, family, own, version } = entry;
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold break-words">{title}</h1>
        <div className="ml-auto flex flex-wrap items-center gap-1.5">
          {own && (
            <LinkButton
              size="sm"
              href={`${scenarioHref(scenarioId)}/edit`}
              icon={<Pencil aria-hidden size={13} />}
            >
              Edit
            </LinkButton>
          )}
          <LinkButton size="sm" href={duplicateHref(scenarioId)} icon={<Copy aria-hidden size={13} />}>
            Duplicate
          </LinkButton>
          <a
            href={API.scenarioText(scenarioId, 'export')}
            download
            className={buttonClass('secondary', 'sm')}
          >
            <Download aria-hidden size={13} />
            Export
          </a>
          {own && version !== null && <DeleteScenario scenarioId={scenarioId} version={version} />}
        </div>
      </div>
      <p className="max-w-prose text-muted">{summary}</p>
      <p className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
        <span className="font-mono break-all">{scenarioId}</span>
        {own && <Badge tone="accent">your own</Badge>}
        {version !== null && <Badge>version {version}</Badge>}
        <Badge title={`Content hash ${entry.hash}`}>hash {entry.hash.slice(0, 8)}</Badge>
        {entry.topology && <Badge>topology {entry.topology}</Badge>}
        {family && <Badge>{nameFamily(family)}</Badge>}
        {entry.class && (
          <Badge title={CLASS_WORDS[entry.class].meaning}>{CLASS_WORDS[entry.class].word}</Badge>
        )}
      </p>
    </header>
  );
}

function ScenarioRuns({ scenarioId, initial }: { scenarioId: string; initial: RunListBody }) {
  const { data = initial } = useRuns(
    { scenario: scenarioId, limit: initial.runs.length > 12 ? 50 : 12 },
    initial,
  );
  const [pair, setPair] = useState<readonly string[]>([]);
  const toggle = (runId: string) => setPair((before) => togglePair(before, runId));
  return (
    <Panel
      title={`Runs of this scenario${data.total > 0 ? `: ${plural(data.total, 'run')}` : ''}`}
      padded={false}
      actions={
        <>
          {pair.length === 2 && (
            <LinkButton size="sm" variant="primary" href={compareHref(pair)}>
              Compare
            </LinkButton>
          )}
          {data.total > data.runs.length && (
            <LinkButton size="sm" href={`/runs?scenario=${encodeURIComponent(scenarioId)}`}>
              All
            </LinkButton>
          )}
        </>
      }
    >
      {data.runs.length === 0 ? (
        <EmptyState title="No runs yet">Start one above, or play it yourself.</EmptyState>
      ) : (
        <>
          {noteOfModels(data.runs.map(({ plan }) => plan.model)) && (
            <div className="border-b border-line px-3 py-1">
              <SimulatedNote />
            </div>
          )}
          <RunsTable runs={data.runs} pair={pair} onToggle={toggle} />
          <RunCards runs={data.runs} pair={pair} onToggle={toggle} />
        </>
      )}
    </Panel>
  );
}
