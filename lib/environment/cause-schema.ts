import { z } from 'zod';
import { keyName, name, positive, share } from './effect-schema.ts';

const cause = <Is extends string, Shape extends z.ZodRawShape>(is: Is, shape: Shape, description: string) =>
  z.strictObject({ is: z.literal(is), ...shape }).describe(description);
const link = { from: name, to: name };
const service = { service: name };

const plainCauseSchema = z.discriminatedUnion('is', [
  cause(
    'timeout_covers',
    { ...link, atLeast: positive, atMost: positive },
    'The caller’s limit as a multiple of the callee’s p99 lies in [atLeast, atMost].',
  ),
  cause('route_reaches', link, 'Calls of this link arrive where the callee listens.'),
  cause('address_reaches', link, 'The same, for an `address`.'),
  cause(
    'pool_covers',
    { ...link, atLeast: positive.default(1.05) },
    'The pool is `atLeast` times the demand, and all pools together stay below the callee’s limit.',
  ),
  cause(
    'idle_bounded',
    { ...link, atMost: share.default(0.3) },
    'Abandoned transactions end by themselves and hold at most this share of the pool.',
  ),
  cause(
    'memory_fits',
    { ...service, atMost: positive.default(1) },
    'At its peak the service needs at most `atMost` of its memory limit, and all limits fit into the node.',
  ),
  cause(
    'memory_bounded',
    { ...service, atMost: positive.default(1) },
    'The service’s local cache has a bound, and memory fits with it.',
  ),
  cause(
    'amplification_below',
    { ...link, atMost: positive, retries: z.number().nonnegative().default(1) },
    'Should every call fail, at most so many attempts per request land at the same time; at least `retries` remain.',
  ),
  cause(
    'capacity_covers',
    { ...service, atLeast: positive.default(1.05) },
    'Capacity is `atLeast` times the demand.',
  ),
  cause(
    'value_accepted',
    { ...service, key: keyName },
    'The loaded value of the key is one of those that it must be among.',
  ),
  cause(
    'rollout_at_most',
    { ...service, key: keyName, atMost: z.number().nonnegative() },
    'At most so many percent run the new code.',
  ),
  cause(
    'hit_ratio_at_least',
    { ...service, atLeast: share },
    'The cache answers at least this share itself.',
  ),
  cause(
    'background_at_most',
    { ...service, atMost: share },
    'The service’s own work takes at most this share of its capacity.',
  ),
  cause(
    'limit_covers',
    { ...service, atLeast: positive.default(1.05), atMost: positive.default(0.95) },
    'The rate limit is `atLeast` times the legitimate demand, and at most `atMost` of what stands behind it can take.',
  ),
  cause(
    'poll_at_most',
    { ...link, rps: positive },
    'Clients of this link send at most so many requests per second.',
  ),
  cause(
    'consumers_cover',
    { ...service, atLeast: positive.default(1.2) },
    'Throughput of the consumers is `atLeast` times the inflow.',
  ),
  cause(
    'redelivery_bounded',
    { ...service, atMost: positive.default(100) },
    'A message that fails is put aside after at most so many deliveries.',
  ),
  cause('certificate_valid', service, 'The certificate in use is valid by the true time.'),
  cause('clock_synchronised', service, "The service's clock shows the true time."),
  cause(
    'disk_fits',
    { volume: name, atMost: share.default(0.9) },
    'Everything that is kept on the volume takes at most this share of it.',
  ),
]);
export type PlainCause = z.infer<typeof plainCauseSchema>;

/** The root cause, as what must be true of the *loaded* config for it to be gone. */
export type Cause = PlainCause | { is: 'all'; of: Cause[] };
export const causeSchema: z.ZodType<Cause> = z.lazy(() =>
  z.union([plainCauseSchema, z.strictObject({ is: z.literal('all'), of: z.array(causeSchema).min(1) })]),
);
