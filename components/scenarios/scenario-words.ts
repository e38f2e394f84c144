import type { ScenarioClassName } from '#lib/protocol/scenario.ts';

/** What a class of incidents is for, in a comparison. */
export const CLASS_WORDS: Record<ScenarioClassName, { word: string; short: string; meaning: string }> = {
  learning: { word: 'Learning', short: 'L', meaning: 'the incident that a skill is learned from' },
  near: { word: 'Near transfer', short: 'near', meaning: 'the same kind of key in another place' },
  far: { word: 'Far transfer', short: 'far', meaning: 'another key, unit and topology' },
  negative: { word: 'Negative twin', short: 'twin', meaning: 'the same symptom with another cause' },
  noop: { word: 'No-op', short: 'no-op', meaning: 'nothing is wrong, and nothing may be changed' },
};

const FAMILIES: Record<string, string> = {
  'upstream-timeout': 'Upstream timeout',
  'db-pool': 'Connection pool',
  'memory-limit': 'Memory limit',
  'retry-storm': 'Retry storm',
  credential: 'Credential',
  'feature-flag': 'Feature flag',
  cache: 'Cache',
  address: 'Address',
  'rate-limit': 'Rate limit',
  'queue-lag': 'Queue lag',
  certificate: 'Certificate',
  'disk-full': 'Disk full',
};

/** A family's name; one that the lab does not know speaks for itself. */
export const familyWord = (family: string): string =>
  FAMILIES[family] ?? family.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());

export const scenarioHref = (scenarioId: string): string => `/scenarios/${encodeURIComponent(scenarioId)}`;
export const duplicateHref = (scenarioId: string): string =>
  `/scenarios/new?from=${encodeURIComponent(scenarioId)}`;
