import { z } from 'zod';
import { worldSnapshotSchema } from './world-snapshot.ts';
import { scenarioCardSchema } from './story.ts';

/** Scenarios as the pages and the HTTP API know them; the world's own form stays in lib/environment. */

export const SCENARIO_CLASSES = ['learning', 'near', 'far', 'negative', 'noop'] as const;
export type ScenarioClassName = (typeof SCENARIO_CLASSES)[number];

/** Longest text of a scenario file, in characters. */
export const MAX_SCENARIO_TEXT = 200_000;
/** Largest request that carries one, in bytes: room for escapes and for a console's calls. */
export const MAX_SCENARIO_BODY = 2 * 1024 * 1024;

export const validityCheckSchema = z.object({
  id: z.string(),
  /** What is asked, as a sentence. */
  name: z.string(),
  passed: z.boolean(),
  detail: z.string(),
});
export type ScenarioCheck = z.infer<typeof validityCheckSchema>;

/** What the validity suite said of one version of a scenario. */
export const validityReportSchema = z.object({
  scenarioId: z.string(),
  passed: z.boolean(),
  /** How many tellings (seeds) were looked at. */
  seeds: z.number().int(),
  checks: z.array(validityCheckSchema),
  checkedAt: z.string(),
  /** Milliseconds of one core. */
  tookMs: z.number(),
});
export type ScenarioValidityReport = z.infer<typeof validityReportSchema>;

export const validityStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unchecked') }),
  z.object({ state: z.literal('running'), done: z.number().int(), of: z.number().int() }),
  z.object({ state: z.literal('failed'), message: z.string() }),
  z.object({ state: z.literal('checked'), report: validityReportSchema }),
]);
/** `failed`: the suite itself could not be run. */
export type ScenarioValidity = z.infer<typeof validityStateSchema>;

/** What a list says of it: the report without its checks. */
export const validityBadgeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unchecked') }),
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('passed') }),
  z.object({ state: z.literal('failed'), failures: z.number().int() }),
]);
export type ValidityBadgeState = z.infer<typeof validityBadgeSchema>;

/** A row of the list. */
export const scenarioEntrySchema = scenarioCardSchema.extend({
  family: z.string().nullable(),
  class: z.enum(SCENARIO_CLASSES).nullable(),
  /** The topology that its file extends; null for a file that brings its own. */
  topology: z.string().nullable(),
  services: z.number().int(),
  own: z.boolean(),
  /** Of an own scenario. */
  version: z.number().int().nullable(),
  hash: z.string(),
  updatedAt: z.string().nullable(),
  validity: validityBadgeSchema,
});
export type ScenarioEntry = z.infer<typeof scenarioEntrySchema>;

/** A problem of a file; line and column count from 1, 0 where it belongs to no line. */
export const scenarioProblemSchema = z.object({
  message: z.string(),
  path: z.string(),
  line: z.number().int(),
  column: z.number().int(),
});
export type ScenarioProblem = z.infer<typeof scenarioProblemSchema>;

/** What can be told of a text that is right. */
export const scenarioPreviewSchema = z.object({
  scenarioId: z.string(),
  title: z.string(),
  request: z.string(),
  hash: z.string(),
  world: worldSnapshotSchema,
  /** Keys of each service with what is stored, for completion. */
  settings: z.record(z.string(), z.record(z.string(), z.string())),
});
export type ScenarioPreview = z.infer<typeof scenarioPreviewSchema>;

/** POST /api/scenarios/parse */
export const parseScenarioSchema = z.strictObject({
  text: z.string(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
});
export type ParseScenarioBody =
  | { ok: true; preview: ScenarioPreview }
  | { ok: false; problems: ScenarioProblem[] };

/** POST /api/scenarios/console: a dry run. Nothing is stored, so all calls go along each time. */
export const MAX_CONSOLE_CALLS = 60;
export const scenarioConsoleSchema = z.strictObject({
  text: z.string(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  calls: z
    .array(z.strictObject({ tool: z.string().max(100), arguments: z.string().max(8000) }))
    .max(MAX_CONSOLE_CALLS, `must be at most ${MAX_CONSOLE_CALLS} calls`),
  /** With it the oracle judges the world after the calls. */
  finalMessage: z.string().max(8000).optional(),
});
export type ScenarioConsole = z.input<typeof scenarioConsoleSchema>;
export type ScenarioConsoleBody =
  | {
      ok: true;
      request: string;
      results: { result: string; outcome: 'ok' | 'rejected' }[];
      world: z.infer<typeof worldSnapshotSchema>;
      verdict: ConsoleVerdict | null;
    }
  | { ok: false; problems: ScenarioProblem[] };

export interface ConsoleVerdict {
  verified: boolean;
  /** The parts of the verdict that are looked at here, in their own words. */
  parts: { name: string; holds: boolean; detail: string }[];
}

/** POST /api/scenarios (`base` 0) and PUT /api/scenarios/:id. */
export const saveScenarioSchema = z.strictObject({
  text: z.string(),
  /** The version that the text was written on top of; another one in between is a conflict. */
  base: z.number().int().nonnegative(),
});
export type SaveScenario = z.infer<typeof saveScenarioSchema>;
export type SaveScenarioBody =
  | { ok: true; scenarioId: string; version: number; hash: string; isNew: boolean }
  | { ok: false; problems: ScenarioProblem[] };

/** GET /api/scenarios/:id/source and /export */
export const scenarioVersionQuerySchema = z.object({
  version: z.coerce.number().int().nonnegative().optional(),
});

/** POST /api/scenarios/:id/delete */
export const deleteScenarioSchema = z.strictObject({ base: z.number().int().positive() });

/** GET /api/scenarios/:id/source: the file as text, and the versions that there are. */
export interface ScenarioSource {
  scenarioId: string;
  own: boolean;
  /** 0 for a built-in one. */
  version: number;
  text: string;
  versions: ScenarioVersionInfo[];
}
export interface ScenarioVersionInfo {
  version: number;
  hash: string;
  createdAt: string;
}

/** GET /api/scenarios/:id/answer: what a solver must find out. */
export interface ScenarioAnswer {
  root: {
    service: string;
    key: string;
    stored: string;
    loaded: string | null;
    /** The fixed rule that decides whether a change is a fix. */
    cause: ScenarioRule[];
    fix: { service: string; key: string; value: string }[];
    restarts: string[];
    involves: string | null;
    /** What the key does in the world. */
    effects: ScenarioRule[];
  } | null;
  redHerrings: { service: string; is: string; detail: string; seeded: boolean }[];
  twinOf: { scenarioId: string; misleads: { service: string; key: string; value: string }[] } | null;
  symptoms: string[];
}
/** A word of the causal vocabulary with what it means here. */
export interface ScenarioRule {
  name: string;
  meaning: string;
  parameters: [string, string][];
}

/** What a scenario's page shows; never the answer. */
export interface ScenarioPageData {
  entry: ScenarioEntry;
  /** Seed 1 at its beginning. */
  world: z.infer<typeof worldSnapshotSchema>;
  entryService: string;
  rps: number;
  promise: { maxErrorRate: number; p99Ms: number; lag: { service: string; max: number } | null };
  services: ScenarioService[];
  redHerrings: number;
  /** Incidents of the same family, this one among them, in the order of the classes. */
  family: ScenarioDifficulty[];
  validity: ScenarioValidity;
}
export interface ScenarioService {
  name: string;
  type: string;
  settings: {
    key: string;
    value: string;
    unit: string | null;
    type: string;
    range: [number, number] | null;
    choices: string[] | null;
    applies: 'hot' | 'restart';
  }[];
}
export interface ScenarioDifficulty {
  scenarioId: string;
  title: string;
  class: ScenarioClassName | null;
  topology: string | null;
  services: number;
  solverCalls: number;
  logs: number;
  /** Share of log lines that have nothing to do with the incident, 0…1. */
  unrelated: number;
  redHerrings: number;
}

/** GET /api/scenarios/topologies: what a form can offer. */
export interface ScenarioTopology {
  topologyId: string;
  title: string;
  services: {
    name: string;
    type: string;
    settings: {
      key: string;
      value: string;
      unit: string | null;
      effects: { kind: string; to: string | null }[];
    }[];
  }[];
  links: { from: string; to: string }[];
}
