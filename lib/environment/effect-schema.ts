import { z } from 'zod';

export const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower case letters, digits and hyphens');
export const keyName = z
  .string()
  .regex(/^[a-zA-Z][\w.-]*$/, 'a letter, then letters, digits, dots, hyphens and underscores');
export const share = z.number().min(0).max(1);
/** Far beyond anything that a system counts; keeps the arithmetic of the model finite. */
const MOST = 1e9;
export const positive = z.number().positive().max(MOST);
export const notNegative = z.number().nonnegative().max(MOST);
const to = name;
const toSome = name.optional();

const effect = <Kind extends string, Shape extends z.ZodRawShape>(
  kind: Kind,
  shape: Shape,
  description: string,
) => z.strictObject({ kind: z.literal(kind), ...shape }).describe(description);

/** How calls fail when a loaded value is not accepted; `crash` keeps the service itself from starting. */
export const FAILURES = ['denied', 'handshake', 'unknown_host', 'refused', 'crash'] as const;

/** What a setting means to the causal model. A setting without an effect is real, checked and stored, but moves nothing. */
export const effectSchema = z.discriminatedUnion('kind', [
  effect(
    'timeout',
    { to: toSome },
    'Longest time that one attempt of a call may take (to one service, or to all that have no own limit).',
  ),
  effect('retries', { to: toSome }, 'Attempts after the first.'),
  effect('retry_budget', { to: toSome }, 'Retries in percent of requests that are allowed at most.'),
  effect('backoff', { to: toSome }, 'Pause before a retry, in time.'),
  effect('jitter', { to: toSome }, 'Boolean: pauses between retries are spread at random.'),
  effect('slots', {}, 'Requests that the service can hold at the same time (threads, connections).'),
  effect('routes', {}, 'Path → URL; a link with that path goes where the URL points.'),
  effect('port', {}, 'The port that the service listens on.'),
  effect(
    'address',
    { to },
    'Text: host, host:port or URL that must name the callee, and its port where it names one.',
  ),
  effect('workers', { rpsEach: positive }, 'Parallel workers; each adds capacity.'),
  effect(
    'pool',
    { to, eager: z.boolean().default(false) },
    'Connections that the service may open to another; `eager`: it opens them all at its start.',
  ),
  effect('pool_timeout', { to }, 'Longest wait for a free connection of the pool, in time.'),
  effect('connection_limit', {}, 'Connections that the service accepts in all.'),
  effect(
    'idle_timeout',
    { to, abandonedRps: positive, fills: share.default(0.83) },
    'Time after which an abandoned transaction is ended; 0 = never, and then such connections fill the share `fills` of the pool, whatever its size.',
  ),
  effect(
    'accepts',
    {
      to: toSome,
      values: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1),
      failure: z.enum(FAILURES),
      share: share.optional(),
    },
    'The loaded value must be one of these. With `to` the calls of that link fail fast, with `share` that share of the service’s own requests, with neither the service cannot start.',
  ),
  effect(
    'certificate',
    {
      to: toSome,
      valid: z.record(z.string(), z.tuple([z.iso.datetime(), z.iso.datetime()])),
    },
    'Names the certificate in use; handshakes fail while the service’s own clock is outside its validity.',
  ),
  effect(
    'clock',
    { offsetS: z.number() },
    'Boolean: true = the clock is synchronised; false = it is off by so many seconds.',
  ),
  effect(
    'rollout',
    { errorShare: share, slower: positive.default(1) },
    'Percent of requests that run new code; the share `errorShare` of them fails, and they take `slower` times as long.',
  ),
  effect(
    'cache_ttl',
    { halfS: positive, staleAfterS: positive.optional() },
    'Lifetime of entries of a cache: hit ratio = ttl / (ttl + halfS). Above `staleAfterS` it serves stale data.',
  ),
  effect(
    'cache_size',
    { workingSetMb: positive },
    'Memory of a cache: hit ratio x √(size / working set) while it is smaller than that.',
  ),
  effect(
    'background_load',
    { rpsEach: positive },
    'Own work of the service: each unit takes the capacity of so many requests per second.',
  ),
  effect(
    'poll_interval',
    { to, clients: positive },
    'Time between two polls of each of so many clients: requests on the link to `to`.',
  ),
  effect(
    'rate_limit',
    { per: z.enum(['s', 'min']).default('s') },
    'Requests that the service lets in; what is above is turned away at once.',
  ),
  effect('consumers', { rpsEach: positive }, 'Parallel consumers of the queue that the service `consumes`.'),
  effect('prefetch', {}, 'Messages that a consumer fetches ahead: throughput x n / (n + 1).'),
  effect('redeliveries', {}, 'Deliveries of a message that fails before it is put aside; 0 = for ever.'),
  effect('memory_limit', {}, 'Memory after which the service is killed.'),
  effect('memory_each', {}, 'Memory that one of `memory_count` takes.'),
  effect('memory_count', {}, 'How many of what `memory_each` says run at the same time.'),
  effect(
    'cache_entries',
    { mbPerTick: positive, kbEach: positive },
    'Entries of a local cache; 0 = unbounded: memory grows by `mbPerTick` until `kbEach` x entries are there.',
  ),
  effect(
    'disk_rate',
    {
      values: z.record(z.string(), notNegative).optional(),
      steps: z.array(z.tuple([z.number(), notNegative])).optional(),
    },
    'How much is written to disk: a factor by value of a choice, or by the first step whose bound is not exceeded.',
  ),
  effect(
    'disk_keep',
    { gbEach: positive },
    'How long or how many are kept (days for a time): gigabytes = amount x `gbEach` x `disk_rate`.',
  ),
]);
export type Effect = z.infer<typeof effectSchema>;
export type EffectKind = Effect['kind'];
export type EffectOf<Kind extends EffectKind> = Extract<Effect, { kind: Kind }>;
