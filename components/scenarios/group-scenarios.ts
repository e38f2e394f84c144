import { nameFamily } from '#lib/protocol/family-names.ts';
import type { ScenarioClassName, ScenarioEntry } from '#lib/protocol/scenario.ts';

export const COLUMNS = [
  'learning',
  'near',
  'far',
  'negative',
] as const satisfies readonly ScenarioClassName[];

/** One family: its incidents by class. */
export interface FamilyRow {
  id: string;
  name: string;
  cells: Record<(typeof COLUMNS)[number], ScenarioEntry[]>;
}

export interface GroupedScenarios {
  own: ScenarioEntry[];
  families: FamilyRow[];
  /** Incidents without a cause, and whatever has no place in a family. */
  others: ScenarioEntry[];
}

const STORY = { id: 'story', name: 'The story' };

/** The list as its page shows it, in the order of the bank. */
export function groupScenarios(entries: readonly ScenarioEntry[]): GroupedScenarios {
  const families = new Map<string, FamilyRow>();
  const others: ScenarioEntry[] = [];
  for (const entry of entries.filter(({ own }) => !own)) {
    const column = COLUMNS.find((each) => each === entry.class);
    const family = familyOf(entry);
    if (!column || !family) {
      others.push(entry);
      continue;
    }
    const row = families.get(family.id) ?? {
      ...family,
      cells: { learning: [], near: [], far: [], negative: [] },
    };
    row.cells[column].push(entry);
    families.set(family.id, row);
  }
  return { own: entries.filter(({ own }) => own), families: [...families.values()], others };
}

function familyOf({ scenarioId, family }: ScenarioEntry): { id: string; name: string } | null {
  if (scenarioId.startsWith('classic-')) return STORY;
  return family === null ? null : { id: family, name: nameFamily(family) };
}

export interface ScenarioFilters {
  q: string;
  topology: string;
  class: string;
  validity: string;
}

/** The entries that every filter lets through; '' filters nothing. */
export function filterScenarios(
  entries: readonly ScenarioEntry[],
  filters: ScenarioFilters,
): ScenarioEntry[] {
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = [entry.scenarioId, entry.title, entry.summary, entry.family ?? '', entry.topology ?? '']
      .join(' ')
      .toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filters.topology === '' || entry.topology === filters.topology) &&
      (filters.class === '' || entry.class === filters.class) &&
      (filters.validity === '' || entry.validity.state === filters.validity)
    );
  });
}
