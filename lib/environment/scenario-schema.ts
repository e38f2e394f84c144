import { z } from 'zod';
import { causeSchema } from './cause-schema.ts';
import { effectSchema, keyName, name, notNegative, positive, share } from './effect-schema.ts';
import { gaugeSchema, logRuleSchema } from './log-schema.ts';

/**
 * What an incident is made of, complete. Nothing but data differs between scenarios: the causal rules are fixed
 * (model/, explained in docs/world.md), and a scenario only says which services, links, settings and numbers they meet.
 * What an author writes is shorter: file/file-schema.ts.
 */

/** So that no file can make a tick slow. */
const MAX = { services: 60, links: 300, keys: 40, logs: 80, bursts: 20 } as const;

export const configValueSchema = z.union([
  z.number().min(-1e12).max(1e12),
  z.string(),
  z.boolean(),
  z.record(z.string(), z.string()),
]);
export type ConfigValue = z.infer<typeof configValueSchema>;

export const SETTING_TYPES = [
  'integer',
  'number',
  'boolean',
  'text',
  'choice',
  'duration',
  'size',
  'routes',
  'secret',
] as const;
export const TIME_UNITS = ['ms', 's', 'min', 'h', 'd'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];
export const SIZE_UNITS = ['KB', 'MB', 'GB'] as const;

export const settingSchema = z.strictObject({
  key: keyName,
  value: configValueSchema,
  loaded: configValueSchema
    .optional()
    .describe('What the process started with, when that is not what is stored.'),
  type: z
    .enum(SETTING_TYPES)
    .describe(
      '`duration` and `size` are texts with a unit ("5s", "512MB"); `routes` is an object path → URL; `secret` a version.',
    ),
  unit: z
    .enum([...TIME_UNITS, ...SIZE_UNITS])
    .optional()
    .describe('Unit of a plain number.'),
  range: z
    .tuple([z.number(), z.number()])
    .optional()
    .describe('Allowed range: as written for numbers, ms for durations, bytes for sizes.'),
  choices: z.array(z.string()).optional(),
  applies: z
    .enum(['hot', 'restart'])
    .describe('When a stored value counts: at once, or when the service loads its config on a restart.'),
  effects: z.array(effectSchema).default([]),
  sane: z
    .tuple([z.number(), z.number()])
    .optional()
    .describe(
      'Values that a reviewer would let pass (same unit as `range`); outside them a change is a change for the worse. Without it: numbers within a factor of 2.5, everything else unchanged; the keys of the declared fix may move freely.',
    ),
});
export type Setting = z.infer<typeof settingSchema>;

export const serviceSchema = z.strictObject({
  name,
  type: z.string(),
  latency: z
    .strictObject({ p50Ms: positive, p99Ms: positive })
    .describe(
      'What the service reports when it is neither overloaded nor kept waiting; over answers that were delivered.',
    ),
  showsLatency: z.boolean().default(true).describe('Some kinds of services (databases) report no latency.'),
  latencyCovers: z
    .enum(['own', 'all'])
    .default('all')
    .describe("`own`: a proxy's latency leaves out the time that it waits for upstreams."),
  p99TargetMs: positive.describe('Above it the service counts as degraded.'),
  slow: z
    .strictObject({ share, backlogTicks: z.number().int().nonnegative().default(0) })
    .default({ share: 0.01, backlogTicks: 0 })
    .describe(
      'The slow mode: share of requests, and ticks that its backlog needs to build up again after a restart.',
    ),
  errorRate: share
    .default(0)
    .describe("Share of requests that fail by the service's own fault and are seen by its callers."),
  backgroundErrorRate: share
    .default(0)
    .describe(
      "Share of background work that fails: it shows in the service's figures, and no caller notices.",
    ),
  ownRps: notNegative.default(0).describe('Requests per second from elsewhere (jobs, other clients).'),
  capacityRps: positive
    .default(100_000)
    .describe('Requests per second that it can take, when no `workers` setting says so.'),
  waste: notNegative
    .default(0)
    .describe('Beyond capacity work is wasted: of the capacity 1 / (1 + waste x (utilisation - 1)) is left.'),
  clients: z
    .array(z.strictObject({ name: z.string(), share }))
    .default([])
    .describe('Who sends the requests that come from outside (entry and `ownRps`).'),
  memory: z
    .strictObject({ baseMb: notNegative.default(0), fillTicks: z.number().int().nonnegative().default(0) })
    .optional()
    .describe('Memory without what settings add; full so many ticks after a start.'),
  node: name.optional().describe('The machine whose memory it shares with others.'),
  disk: z
    .strictObject({ volume: name, writeShare: share.default(0), baseGb: notNegative.default(0) })
    .optional()
    .describe(
      'Where it writes: share of requests that fail when the volume is full, and what it keeps there anyway.',
    ),
  consumes: z
    .strictObject({
      from: name,
      share: positive.default(1),
      backlog: notNegative.default(0),
      poison: z
        .boolean()
        .default(false)
        .describe(
          'The queue that it works off: messages per second for each request per second of `from`, how many wait at the start, and whether a message that nobody can process is in it.',
        ),
    })
    .optional(),
  configVersion: z.number().int().positive(),
  config: z.array(settingSchema).max(MAX.keys),
  gauges: z.array(gaugeSchema).max(MAX.keys).default([]),
  logs: z.array(logRuleSchema).max(MAX.logs).default([]),
});
export type Service = z.infer<typeof serviceSchema>;

export const linkSchema = z.strictObject({
  from: name,
  to: name,
  share: z
    .number()
    .min(0)
    .max(100)
    .describe(
      "Share of the caller's requests that use this link (calls per request; more than 1 for several).",
    ),
  path: z
    .string()
    .optional()
    .describe(
      "The route of the caller's `routes` setting that leads here; without it the link needs no address.",
    ),
  holdMs: positive
    .optional()
    .describe(
      'How long one call holds a connection of the callee; for links to things with counted connections.',
    ),
  behindCache: name
    .optional()
    .describe(
      'The cache that answers first: only its misses use the link, so `share` is what it would be without the cache.',
    ),
});
export type Link = z.infer<typeof linkSchema>;

/** A change of one setting; `key` may name one entry of a routes object: `routes./api/*`. */
export const changeSchema = z.strictObject({ service: name, key: z.string(), value: configValueSchema });
export type Change = z.infer<typeof changeSchema>;

export const CLASSES = ['learning', 'near', 'far', 'negative', 'noop'] as const;
export type ScenarioClass = (typeof CLASSES)[number];

export const scenarioSchema = z.object({
  id: name,
  title: z.string(),
  summary: z.string().describe('One sentence for a reader; does not tell the answer.'),
  family: name
    .optional()
    .describe('What kind of cause it has, and its place among the incidents of that kind.'),
  class: z.enum(CLASSES).optional(),
  transferOf: name
    .optional()
    .describe('The learning incident whose procedure should carry over to this one.'),
  requestTemplate: z
    .string()
    .describe(
      "The user's message; {error} becomes the share of failing requests at the start, in whole percent.",
    ),
  startsAt: z.iso.datetime().describe('World time of tick 0, ISO 8601.'),
  entry: z.strictObject({ service: name, rps: positive }).describe('Where users come in.'),
  slo: z.strictObject({
    maxErrorRate: share,
    p99Ms: positive,
    lag: z
      .strictObject({
        service: name,
        max: positive,
        withinTicks: z.number().int().nonnegative().default(240),
      })
      .optional()
      .describe(
        'What the users were promised. `lag`: a queue is shorter than `max`, or will be in `withinTicks` as it goes.',
      ),
  }),
  nodes: z.record(name, z.strictObject({ memoryMb: positive })).default({}),
  volumes: z.record(name, z.strictObject({ sizeGb: positive, otherGb: notNegative.default(0) })).default({}),
  bursts: z
    .array(
      z.strictObject({
        service: name,
        every: z.number().int().positive(),
        ticks: z.number().int().positive().default(1),
        offset: z.number().int().nonnegative().default(0),
        factor: positive,
        from: z.number().int().optional(),
        until: z
          .number()
          .int()
          .optional()
          .describe(
            'Load that comes and goes: every so many ticks, for some ticks, times `factor` on what comes from outside.',
          ),
      }),
    )
    .max(MAX.bursts)
    .default([]),
  aliases: z
    .array(z.record(name, name))
    .default([])
    .describe('Other names for services; a seed takes one set or none.'),
  services: z.array(serviceSchema).min(1).max(MAX.services),
  links: z.array(linkSchema).max(MAX.links),
  root: z
    .strictObject({
      service: name,
      key: z.string(),
      cause: causeSchema,
      /** One way to put it right; any other that satisfies `cause` counts as well. Empty where a restart is right. */
      fix: z.array(changeSchema),
      /** Services to restart beside those whose changes need it. */
      restarts: z.array(name).default([]),
      /** The service whose behaviour collides with the setting, when it is another one. */
      involves: name.optional(),
      /** Where a solver looks to tell the cause from others with the same symptom; by default `involves`. */
      lookAt: z
        .array(name)
        .max(3)
        .optional()
        .describe('Null in a no-op scenario: nothing is wrong, and nothing may be changed.'),
    })
    .nullable(),
  symptoms: z.array(z.string()).describe('Words of the symptom, for the score of the final message.'),
  redHerrings: z.array(
    z.strictObject({
      service: name,
      is: z.enum(['unrelated_errors', 'recent_change', 'alarming_value']),
      detail: z.string(),
      seeded: z.boolean().default(false).describe('A seed decides whether it shows; two always do.'),
    }),
  ),
  twinOf: z
    .strictObject({
      scenarioId: name,
      learnedFix: z.array(changeSchema),
      /** What that procedure would restart, where it changes nothing. */
      restarts: z
        .array(name)
        .default([])
        .describe(
          'For a negative twin: the incident whose procedure misleads here, and what that procedure would change.',
        ),
    })
    .optional(),
});
export type ScenarioData = z.infer<typeof scenarioSchema>;
/** As code may write it: defaults may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** A checked scenario; `request` is the user's message at seed 1. */
export type ScenarioDefinition = ScenarioData & { request: string };

export type { Effect, EffectKind, EffectOf } from './effect-schema.ts';
export type { Cause, PlainCause } from './cause-schema.ts';
export type { Gauge, LogRule, Signal } from './log-schema.ts';
