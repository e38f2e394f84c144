import 'server-only';
import type { ScenarioListBody } from '#lib/protocol/http.ts';
import type { ScenarioEntry, ScenarioValidityReport, ValidityBadgeState } from '#lib/protocol/scenario.ts';
import type { ScenarioCard } from '#lib/protocol/story.ts';
import { findScenarios, textOf, type FoundScenario } from './find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import type { Lab } from '../lab/lab.ts';
import { keyOf, relatedIds } from './validity-task.ts';

/** What may be told of a scenario before somebody has worked on it: never its cause. */
export function toScenarioCard(scenario: {
  id: string;
  title: string;
  summary: string;
  request: string;
}): ScenarioCard {
  return {
    scenarioId: scenario.id,
    title: scenario.title,
    summary: scenario.summary,
    request: scenario.request,
  };
}

/** Every scenario, built-in and own. */
export async function listScenarios(): Promise<ScenarioListBody> {
  const lab = await getLab();
  const all = await findScenarios(lab.store);
  const keys = keysOf(all);
  const reports = await lab.store.scenarios.validity([...keys.values()]);
  return { scenarios: all.map((found) => toEntry(lab, found, keys.get(found.scenario.id) ?? '', reports)) };
}

/** Key of each scenario's validity report, by id. */
export function keysOf(all: readonly FoundScenario[]): Map<string, string> {
  const byId = new Map(all.map((found) => [found.scenario.id, found]));
  return new Map(
    all.map((found) => {
      const related = relatedIds(found.scenario).map((id) => byId.get(id));
      return [
        found.scenario.id,
        keyOf(
          found,
          related.filter((each) => each !== undefined),
        ),
      ];
    }),
  );
}

export function toEntry(
  lab: Lab,
  found: FoundScenario,
  key: string,
  reports: ReadonlyMap<string, ScenarioValidityReport>,
): ScenarioEntry {
  const { scenario, hash, own, saved } = found;
  return {
    ...toScenarioCard(scenario),
    family: scenario.family ?? null,
    class: scenario.class ?? null,
    topology: topologyOf(found),
    services: scenario.services.length,
    own,
    version: saved?.number ?? null,
    hash,
    updatedAt: saved?.createdAt ?? null,
    validity: badgeOf(lab, key, reports),
  };
}

function badgeOf(
  lab: Lab,
  key: string,
  reports: ReadonlyMap<string, ScenarioValidityReport>,
): ValidityBadgeState {
  if (lab.validity.state(key)?.state === 'running') return { state: 'running' };
  const report = reports.get(key);
  if (!report) return { state: 'unchecked' };
  const failures = report.checks.filter(({ passed }) => !passed).length;
  return failures === 0 ? { state: 'passed' } : { state: 'failed', failures };
}

const topologies = new Map<string, string | null>();

/** The topology that the file names. */
function topologyOf(found: FoundScenario): string | null {
  const known = topologies.get(found.hash);
  if (known !== undefined) return known;
  const named = /^extends:\s*['"]?([a-z][a-z0-9-]*)/m.exec(textOf(found) ?? '')?.[1] ?? null;
  topologies.set(found.hash, named);
  return named;
}
