import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';

export type Choice = ExperimentOptions['scenarios'][number];

export interface FamilyChoices {
  family: string | null;
  scenarios: Choice[];
}

const ORDER = ['learning', 'near', 'far', 'negative', 'noop', 'unrelated'];

/** Incidents by family, within one by class; what belongs to no family stands last. */
export function groupChoices(scenarios: readonly Choice[], q: string): FamilyChoices[] {
  const words = q.trim().toLowerCase();
  const found = scenarios.filter(({ scenarioId, title, family }) =>
    `${scenarioId} ${title} ${family ?? ''}`.toLowerCase().includes(words),
  );
  const groups = Map.groupBy(found, ({ family }) => family);
  return [...groups]
    .map(([family, members]) => ({
      family,
      scenarios: members.toSorted((a, b) => ORDER.indexOf(a.class) - ORDER.indexOf(b.class)),
    }))
    .toSorted((a, b) => rank(a.family) - rank(b.family) || (a.family ?? '').localeCompare(b.family ?? ''));
}

const rank = (family: string | null): number => (family === null ? 2 : family === 'noop' ? 1 : 0);
