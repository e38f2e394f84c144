import { z } from 'zod';
import { FAILURES, keyName, name, positive } from './effect-schema.ts';

const signal = <Is extends string, Shape extends z.ZodRawShape>(is: Is, shape: Shape, description: string) =>
  z.strictObject({ is: z.literal(is), ...shape }).describe(description);
const link = { to: name };

/** What makes a line appear; the model decides each tick whether it holds. `to` names the other end of a link. */
export const signalSchema = z.discriminatedUnion('is', [
  signal('always', {}, 'Background: whatever happens.'),
  signal('started', {}, 'The service has just started.'),
  signal('timed_out', link, 'Calls of the link are cut off by the limit.'),
  signal('refused', link, 'Nobody listens at the other end.'),
  signal('unknown_host', link, 'The address names nobody.'),
  signal('denied', link, 'The callee turns the caller away.'),
  signal(
    'handshake_failed',
    { ...link, as: z.enum(['expired', 'not_yet_valid']).optional() },
    '`as` keeps only one of the two reasons that a clock can give.',
  ),
  signal('retried', link, 'Calls of the link are repeated.'),
  signal('slow_answer', link, 'Calls of the link that came back, but slowly.'),
  signal('error_answer', link, 'Calls of the link that the callee answered with an error.'),
  signal('check_failed', link, 'The callee is not healthy.'),
  signal('check_passed', link, 'The callee is healthy.'),
  signal('pool_waiting', link, 'More connections of the pool are wanted than there are.'),
  signal('idle_in_transaction', link, 'Abandoned transactions hold most of the pool.'),
  signal('slow_request', {}, 'The service’s own slow requests.'),
  signal(
    'request_errors',
    { failure: z.enum(FAILURES).optional() },
    'Requests fail by the service’s own fault; `failure` keeps those of an `accepts` with a share.',
  ),
  signal('background_errors', {}, 'Failures of work that no caller waits for.'),
  signal(
    'flag_error',
    { key: keyName, state: z.enum(['on', 'off']) },
    'Requests fail among those that run the new code (on) or the old one (off).',
  ),
  signal('slots_full', {}, 'More requests are held than the service can hold.'),
  signal('overloaded', {}, 'More is wanted than the service can take.'),
  signal('connections_full', {}, 'More connections are wanted than the service accepts.'),
  signal('killed', {}, 'The service was killed for its memory in this tick.'),
  signal('crash_loop', {}, 'It cannot start, or has been killed again and again.'),
  signal('rate_limited', {}, 'Requests are turned away by the rate limit.'),
  signal('lagging', {}, 'The queue that the service consumes grows, or is longer than a minute’s work.'),
  signal('stuck', {}, 'The same message is delivered again and again.'),
  signal('disk_full', {}, 'The volume that it writes to is full.'),
  signal('evicting', {}, 'The cache is too small for what is asked of it.'),
  signal('hit_ratio_low', {}, 'The cache answers less than 60 % itself.'),
]);
export type Signal = z.infer<typeof signalSchema>;

export const logRuleSchema = z.strictObject({
  when: signalSchema,
  level: z.enum(['ERROR', 'WARN', 'INFO']),
  texts: z
    .array(z.string())
    .min(1)
    .describe('Ways to word it; a seed picks one (seed 1 the first). Placeholders: docs/world.md.'),
  every: z.number().int().positive().default(1).describe('A line every so many ticks.'),
  offset: z.number().int().nonnegative().default(0).describe('Shifts `every`.'),
  samples: z.array(z.string()).default([]).describe('What {sample} runs through.'),
  factors: z
    .array(positive)
    .default([1])
    .describe(
      '{duration} as multiples of the p99 in question; never beyond the limit that would have cut it off.',
    ),
  counts: z.array(z.number()).default([]).describe('What {count} runs through.'),
  unrelated: z.boolean().default(false).describe('True for lines that have nothing to do with the incident.'),
  seeded: z.boolean().default(false).describe('Shows only where the seeded red herring of its service does.'),
});
export type LogRule = z.infer<typeof logRuleSchema>;

const gauge = <Reads extends string, Shape extends z.ZodRawShape>(
  reads: Reads,
  shape: Shape,
  description: string,
) =>
  z
    .strictObject({ label: z.string().regex(/^[a-z][a-z0-9_]*$/), reads: z.literal(reads), ...shape })
    .describe(description);

/** A line of `check_service_status`. */
export const gaugeSchema = z.discriminatedUnion('reads', [
  gauge('slots', {}, 'Requests that it holds, of those that it can hold.'),
  gauge('slots_peak', {}, 'The same in the worst moment of the tick.'),
  gauge('connections', {}, 'Connections that others hold to it.'),
  gauge('pool', link, 'Connections of its pool in use, of all.'),
  gauge('pool_waiting', link, 'Requests that wait for a connection of its pool.'),
  gauge('pool_idle', link, 'Connections of its pool that abandoned transactions hold.'),
  gauge('cpu', {}, 'Offered load as a share of what it can take.'),
  gauge('own_work', {}, 'Share of its capacity that its own work takes.'),
  gauge('offered', {}, 'Requests per second that arrive, before a rate limit turns any away.'),
  gauge('memory', {}, 'Memory in use, of its limit.'),
  gauge('restarts', {}, 'Times that it was killed or could not start.'),
  gauge('last_exit', {}, 'Exit code of the last time.'),
  gauge('lag', {}, 'Messages that wait for it.'),
  gauge('in_rate', {}, 'Messages per second that come into its queue.'),
  gauge('out_rate', {}, 'Messages per second that it works off.'),
  gauge('offset', {}, 'Position in its queue.'),
  gauge('hit_ratio', {}, 'Share of requests that the cache answers itself.'),
  gauge('evictions', {}, 'Entries per second that the cache drops for want of room.'),
  gauge('disk', {}, 'Used share of the volume that it writes to.'),
  gauge('disk_owners', {}, 'Who owns how much of that volume.'),
  gauge('amplification', { to: name.optional() }, 'Attempts per request, on the link or on the worst one.'),
  gauge('clients', {}, 'Requests by client.'),
  gauge('clock_offset', {}, 'How far its clock is off.'),
  gauge('certificate', { key: keyName }, 'The certificate that is in use.'),
  gauge('versions', { key: keyName }, 'Stored and loaded value of a key, such as the version of a secret.'),
  gauge(
    'steady',
    {
      value: z.number(),
      of: z.number().optional(),
      unit: z.string().default(''),
      digits: z.number().int().min(0).max(6).default(0),
    },
    'A number outside the model that only trembles; with `of` it is shown as used of limit.',
  ),
]);
export type Gauge = z.infer<typeof gaugeSchema>;
