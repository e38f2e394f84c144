import { z } from 'zod';
import { effectSchema, name } from '../effect-schema.ts';
import { logRuleSchema, signalSchema } from '../log-schema.ts';
import {
  SETTING_TYPES,
  SIZE_UNITS,
  TIME_UNITS,
  configValueSchema,
  linkSchema,
  scenarioSchema,
  serviceSchema,
} from '../scenario-schema.ts';

/**
 * What an author writes: services and keys by name, units and types read off the names, and everything that a topology
 * already says left out. It only judges: merge-scenario.ts merges the file as written and complete-scenario.ts fills in
 * the rest, because a default that is applied too early would hide what the topology says.
 */

const bound = z.tuple([z.number(), z.number()]);
const effects = { effect: effectSchema.optional(), effects: z.array(effectSchema).optional() };

/** A setting in full, or the fields of one that differ from the topology. */
export const fileSettingSchema = z.strictObject({
  value: configValueSchema.optional(),
  loaded: configValueSchema.optional(),
  type: z.enum(SETTING_TYPES).optional(),
  /** Read off the end of the key (`_ms`, `_s`, `_min`, `_h`, `_days`, `_kb`, `_mb`, `_gb`) unless given. */
  unit: z.enum([...TIME_UNITS, ...SIZE_UNITS, 'count']).optional(),
  range: bound.optional(),
  choices: z.array(z.string()).optional(),
  applies: z.enum(['hot', 'restart']).optional(),
  sane: bound.optional(),
  ...effects,
});

/** A value alone changes only the value. */
const configEntry = z.union([fileSettingSchema, z.number(), z.string(), z.boolean()]);

/** A log line; without `when` it is background: always, and unrelated to the incident. */
export const fileLogSchema = z.strictObject({
  ...logRuleSchema.partial().shape,
  level: logRuleSchema.shape.level,
  when: z.union([signalSchema, z.string()]).optional().describe('e.g. started, or "timed_out orders-db"'),
  text: z.string().optional(),
});

const { name: _name, config: _config, logs: _logs, ...serviceShape } = serviceSchema.shape;
export const fileServiceSchema = z.strictObject({
  ...z.strictObject(serviceShape).partial().shape,
  config: z.record(z.string(), configEntry).optional(),
  /** Added to the lines of the topology. */
  logs: z.array(fileLogSchema).optional(),
  /** Instead of the lines of the topology. */
  replaceLogs: z.array(fileLogSchema).optional(),
});

const {
  services: _services,
  links: _links,
  requestTemplate: _request,
  entry,
  slo,
  ...rest
} = scenarioSchema.shape;
export const scenarioFileSchema = z.strictObject({
  ...z.strictObject(rest).partial().shape,
  id: name,
  extends: name.optional(),
  /** The user's message; {error} becomes the share of failing requests at the start, in whole percent. */
  request: z.string().optional(),
  entry: entry.partial().optional(),
  slo: slo.partial().optional(),
  services: z.record(name, fileServiceSchema).optional(),
  /** Merged by from and to. */
  links: z.array(linkSchema.partial({ share: true })).optional(),
  /** Services of the topology that are not there. */
  without: z.array(name).optional(),
});
