import { writeValue } from '../config-value.ts';
import type { CallFailure, LinkParams } from './params.ts';
import type { Configured } from './read-effect.ts';
import { isAccepted, readAll, readAmount, readOne } from './read-effect.ts';
import { crowding, pollRate } from './rules/load.ts';
import type { PlannedLink } from './world-plan.ts';

/** What a caller's config means to one of its links. */
export function readLink(of: Configured, { to, path }: PlannedLink): LinkParams {
  const pool = readOne(of, 'pool', to);
  const idle = readAll(of, 'idle_timeout').find(({ effect }) => effect.to === to);
  const poll = readAll(of, 'poll_interval').find(({ effect }) => effect.to === to);
  return {
    timeoutMs: readAmount(of, 'timeout', Infinity, to),
    retries: readAmount(of, 'retries', 0, to),
    retryBudget: readAmount(of, 'retry_budget', Infinity, to) / 100,
    crowding: crowding(readAmount(of, 'backoff', 0, to), readOne(of, 'jitter', to)?.value === true),
    pool: pool?.amount ?? Infinity,
    eager: pool?.effect.eager ?? false,
    poolTimeoutMs: readOne(of, 'pool_timeout', to)?.amount ?? null,
    idle: idle
      ? { abandonedRps: idle.effect.abandonedRps, timeoutMs: idle.amount, fills: idle.effect.fills }
      : null,
    target: readTarget(of, to, path),
    rejected: readRejection(of, to),
    certificates: readCertificates(of, to),
    pollRps: poll ? pollRate(poll.effect.clients, poll.amount) : 0,
  };
}

/** A setting of one target only: what is for all targets is not meant for an address. */
function readTarget(of: Configured, to: string, path: string | undefined): LinkParams['target'] {
  const address = readAll(of, 'address').find(({ effect }) => effect.to === to);
  if (address) return parseAddress(writeValue(address.value));
  const routes = path === undefined ? undefined : readOne(of, 'routes')?.value;
  if (path === undefined || typeof routes !== 'object') return null;
  return parseAddress(Object.hasOwn(routes, path) ? (routes[path] ?? '') : '');
}

const ADDRESS = /^(?:[a-z][a-z0-9+]*:\/\/)?([\w.-]+)(?::(\d{1,5}))?(?:\/.*)?$/i;

/** Host and port of a host, a host:port or a URL. */
export function parseAddress(text: string): { host: string | null; port: number | null } {
  const match = ADDRESS.exec(text.trim());
  const port = match?.[2];
  return { host: match?.[1] ?? null, port: port === undefined ? null : Number(port) };
}

function readRejection(of: Configured, to: string): CallFailure | null {
  const wrong = readAll(of, 'accepts').find((reading) => reading.effect.to === to && !isAccepted(reading));
  if (!wrong) return null;
  return wrong.effect.failure === 'crash' ? 'refused' : wrong.effect.failure;
}

/** A certificate that nobody knows has never been valid. */
function readCertificates(of: Configured, to: string): LinkParams['certificates'] {
  return readAll(of, 'certificate')
    .filter(({ effect }) => effect.to === undefined || effect.to === to)
    .map(({ effect, value }) => {
      const known = typeof value === 'string' && Object.hasOwn(effect.valid, value);
      const [from, until] = (known ? effect.valid[value] : undefined) ?? ['', ''];
      return known ? [Date.parse(from), Date.parse(until)] : [Infinity, -Infinity];
    });
}
