import type { ScenarioClassName } from '#lib/protocol/scenario.ts';

/** What a class of incidents is for, in a comparison. */
export const CLASS_WORDS: Record<ScenarioClassName, { word: string; short: string; meaning: string }> = {
  learning: { word: 'Learning', short: 'L', meaning: 'the incident that a skill is learned from' },
  near: { word: 'Near transfer', short: 'near', meaning: 'the same kind of key in another place' },
  far: { word: 'Far transfer', short: 'far', meaning: 'another key, unit and topology' },
  negative: { word: 'Negative twin', short: 'twin', meaning: 'the same symptom with another cause' },
  noop: { word: 'No-op', short: 'no-op', meaning: 'nothing is wrong, and nothing may be changed' },
};

export const scenarioHref = (scenarioId: string): string => `/scenarios/${encodeURIComponent(scenarioId)}`;
export const duplicateHref = (scenarioId: string): string =>
  `/scenarios/new?from=${encodeURIComponent(scenarioId)}`;
