import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';

export type Choice = ExperimentOptions['scenarios'][number];

export interface FamilyChoices {
  family: string | null;
  scenarios: Choice[];
}

const ORDER = ['learning', 'near', 'far', 'negative', 'noop', 'unrelated'];

/** The families of these incidents. */
export const familiesOf = (scenarios: readonly Choice[], ids: readonly string[]): Set<string | null> =>
  new Set(scenarios.filter(({ scenarioId }) => ids.includes(scenarioId)).map(({ family }) => family));

/** Incidents by family, within one by class; families in `first` before the others, and what belongs to no family last. */
export function groupChoices(
  scenarios: readonly Choice[],
  q: string,
  first: ReadonlySet<string | null> = new Set(),
): FamilyChoices[] {
  const rank = (family: string | null) => rankOf(family) - (first.has(family) ? 3 : 0);
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

const rankOf = (family: string | null): number => (family === null ? 2 : family === 'noop' ? 1 : 0);
