import { z } from 'zod';

/**
 * What an incident is made of. Nothing but data differs between scenarios: the causal rules are fixed
 * (model/, explained in docs/world.md), and a scenario only says which services, links, settings and numbers they meet.
 */

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower case letters, digits and hyphens');
const share = z.number().min(0).max(1);
const positive = z.number().positive();

/** What a setting means to the causal model. A setting without an effect is real, checked and stored, but moves nothing. */
export const effectSchema = z.discriminatedUnion('kind', [
  /** Longest time that one attempt of a call may take (to one service, or to all that have no own limit). */
  z.object({ kind: z.literal('timeout'), to: name.optional() }),
  /** Attempts after the first. */
  z.object({ kind: z.literal('retries'), to: name.optional() }),
  /** Requests that the service can hold at the same time (threads, connections). */
  z.object({ kind: z.literal('slots') }),
  /** Path → URL; a link with that path goes where the URL points. */
  z.object({ kind: z.literal('routes') }),
  /** The port that the service listens on. */
  z.object({ kind: z.literal('port') }),
  /** Parallel workers; each adds capacity. */
  z.object({ kind: z.literal('workers'), rpsEach: positive }),
  /** Connections that the service may open to another. */
  z.object({ kind: z.literal('pool'), to: name }),
  /** Connections that the service accepts in all. */
  z.object({ kind: z.literal('connection_limit') }),
]);
export type Effect = z.infer<typeof effectSchema>;
export type EffectKind = Effect['kind'];

export const configValueSchema = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.record(z.string(), z.string()),
]);
export type ConfigValue = z.infer<typeof configValueSchema>;

export const TIME_UNITS = ['ms', 's', 'min', 'h', 'd'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export const settingSchema = z.object({
  key: z.string().regex(/^[a-zA-Z][\w.-]*$/),
  value: configValueSchema,
  /** `duration` and `size` are texts with a unit ("5s", "512MB"); `routes` is an object path → URL. */
  type: z.enum(['integer', 'number', 'boolean', 'text', 'choice', 'duration', 'size', 'routes']),
  /** Time unit of a plain number. */
  unit: z.enum(TIME_UNITS).optional(),
  /** Allowed range: as written for numbers, ms for durations, bytes for sizes. */
  range: z.tuple([z.number(), z.number()]).optional(),
  choices: z.array(z.string()).optional(),
  /** When a stored value counts: at once, or when the service loads its config on a restart. */
  applies: z.enum(['hot', 'restart']),
  effect: effectSchema.optional(),
  /**
   * Values that a reviewer would let pass (same unit as `range`); outside them a change is a change for the worse.
   * Without it: numbers within a factor of 2.5, everything else unchanged.
   */
  sane: z.tuple([z.number(), z.number()]).optional(),
});
export type Setting = z.infer<typeof settingSchema>;

/** What makes a line appear; the model decides each tick whether it holds. `to` names the other end of a link. */
export const signalSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('always') }),
  z.object({ is: z.literal('started') }),
  z.object({ is: z.literal('timed_out'), to: name }),
  z.object({ is: z.literal('refused'), to: name }),
  z.object({ is: z.literal('retried'), to: name }),
  /** Calls of the link that came back, but slowly. */
  z.object({ is: z.literal('slow_answer'), to: name }),
  z.object({ is: z.literal('check_failed'), to: name }),
  z.object({ is: z.literal('check_passed'), to: name }),
  /** The service's own slow requests. */
  z.object({ is: z.literal('slow_request') }),
  /** Failures of work that no caller waits for. */
  z.object({ is: z.literal('background_errors') }),
  z.object({ is: z.literal('slots_full') }),
  z.object({ is: z.literal('overloaded') }),
]);
export type Signal = z.infer<typeof signalSchema>;

export const logRuleSchema = z.object({
  when: signalSchema,
  level: z.enum(['ERROR', 'WARN', 'INFO']),
  /**
   * Ways to word it; a seed picks one (seed 1 the first). Placeholders: {upstream} {sample} {duration} {timeout}
   * {attempt} {attempts} {waiting} {version} {count} {id}.
   */
  texts: z.array(z.string()).min(1),
  /** A line every so many ticks. */
  every: z.number().int().positive().default(1),
  offset: z.number().int().nonnegative().default(0),
  /** What {sample} runs through. */
  samples: z.array(z.string()).default([]),
  /** {duration} as multiples of the p99 in question; never beyond the limit that would have cut it off. */
  factors: z.array(positive).default([1]),
  /** What {count} runs through. */
  counts: z.array(z.number()).default([]),
  /** True for lines that have nothing to do with the incident. */
  unrelated: z.boolean().default(false),
});
export type LogRule = z.infer<typeof logRuleSchema>;

export const gaugeSchema = z.discriminatedUnion('reads', [
  z.object({ label: z.string(), reads: z.literal('slots') }),
  z.object({ label: z.string(), reads: z.literal('slots_peak') }),
  z.object({ label: z.string(), reads: z.literal('connections') }),
  /** A number outside the model that only trembles; with `of` it is shown as used of limit. */
  z.object({
    label: z.string(),
    reads: z.literal('steady'),
    value: z.number(),
    of: z.number().optional(),
    unit: z.string().default(''),
    digits: z.number().int().default(0),
  }),
]);
export type Gauge = z.infer<typeof gaugeSchema>;

export const serviceSchema = z.object({
  name,
  type: z.string(),
  /** What the service reports when it is neither overloaded nor kept waiting; over answers that were delivered. */
  latency: z.object({ p50Ms: positive, p99Ms: positive }),
  /** Some kinds of services (databases) report no latency. */
  showsLatency: z.boolean().default(true),
  /** `own`: a proxy's latency leaves out the time that it waits for upstreams. */
  latencyCovers: z.enum(['own', 'all']).default('all'),
  /** Above it the service counts as degraded. */
  p99TargetMs: positive,
  /** The slow mode: share of requests, and ticks that its backlog needs to build up again after a restart. */
  slow: z
    .object({ share, backlogTicks: z.number().int().nonnegative() })
    .default({ share: 0.01, backlogTicks: 0 }),
  /** Share of requests that fail by the service's own fault and are seen by its callers. */
  errorRate: share.default(0),
  /** Share of background work that fails: it shows in the service's figures, and no caller notices. */
  backgroundErrorRate: share.default(0),
  /** Requests per second from elsewhere (jobs, other clients). */
  ownRps: z.number().nonnegative().default(0),
  /** Requests per second that it can take, when no `workers` setting says so. */
  capacityRps: positive.default(100_000),
  configVersion: z.number().int().positive(),
  config: z.array(settingSchema),
  gauges: z.array(gaugeSchema).default([]),
  logs: z.array(logRuleSchema).default([]),
});
export type Service = z.infer<typeof serviceSchema>;

export const linkSchema = z.object({
  from: name,
  to: name,
  /** Share of the caller's requests that use this link. */
  share,
  /** The route of the caller's `routes` setting that leads here; without it the link needs no address. */
  path: z.string().optional(),
  /** How long one call holds a connection of the callee; for links to things with counted connections. */
  holdMs: positive.optional(),
});
export type Link = z.infer<typeof linkSchema>;

/** The root cause, as what must be true of the *loaded* config for it to be gone. */
export type Cause =
  | { is: 'timeout_covers'; from: string; to: string; atLeast: number; atMost: number }
  | { is: 'route_reaches'; from: string; to: string }
  | { is: 'all'; of: Cause[] };
export const causeSchema: z.ZodType<Cause> = z.lazy(() =>
  z.discriminatedUnion('is', [
    /** The caller's limit as a multiple of the callee's p99 lies in [atLeast, atMost]. */
    z.object({
      is: z.literal('timeout_covers'),
      from: name,
      to: name,
      atLeast: positive,
      atMost: positive,
    }),
    /** Calls of this link arrive where the callee listens. */
    z.object({ is: z.literal('route_reaches'), from: name, to: name }),
    z.object({ is: z.literal('all'), of: z.array(causeSchema) }),
  ]),
);

/** A change of one setting; `key` may name one entry of a routes object: `routes./api/*`. */
export const changeSchema = z.object({ service: name, key: z.string(), value: configValueSchema });
export type Change = z.infer<typeof changeSchema>;

export const scenarioSchema = z.object({
  id: name,
  title: z.string(),
  /** One sentence for a reader; does not tell the answer. */
  summary: z.string(),
  /** The user's message; {error} becomes the share of failing requests at the start, in whole percent. */
  requestTemplate: z.string(),
  /** World time of tick 0, ISO 8601. */
  startsAt: z.iso.datetime(),
  /** Where users come in. */
  entry: z.object({ service: name, rps: positive }),
  slo: z.object({ maxErrorRate: share, p99Ms: positive }),
  services: z.array(serviceSchema).min(1),
  links: z.array(linkSchema),
  /** Null in a no-op scenario: nothing is wrong, and nothing may be changed. */
  root: z
    .object({
      service: name,
      key: z.string(),
      cause: causeSchema,
      /** One way to put it right; any other that satisfies `cause` counts as well. */
      fix: z.array(changeSchema).min(1),
      /** The service whose behaviour collides with the setting, when it is another one. */
      involves: name.optional(),
    })
    .nullable(),
  /** Words of the symptom, for the score of the final message. */
  symptoms: z.array(z.string()),
  redHerrings: z.array(
    z.object({
      service: name,
      is: z.enum(['unrelated_errors', 'recent_change', 'alarming_value']),
      detail: z.string(),
    }),
  ),
  /** For a negative twin: the incident whose procedure misleads here, and what that procedure would change. */
  twinOf: z.object({ scenarioId: name, learnedFix: z.array(changeSchema).min(1) }).optional(),
});
export type ScenarioData = z.infer<typeof scenarioSchema>;
/** As a scenario file writes it: defaults may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** A checked scenario; `request` is the user's message at seed 1. */
export type ScenarioDefinition = ScenarioData & { request: string };
