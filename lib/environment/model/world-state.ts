import type { Health } from '#lib/protocol/world-snapshot.ts';
import type { ServiceParams } from './params.ts';
import type { Config } from './read-effect.ts';

export type { Config };

/** What a service has been told. */
export interface Configuration {
  stored: Config;
  loaded: Config;
  storedVersion: number;
  loadedVersion: number;
  /** What the loaded config means. */
  params: ServiceParams;
}

/** What a service remembers from tick to tick. A restart clears everything but its config, its disk and its queue. */
export interface ServiceState {
  config: Configuration;
  /** Ticks since it last started. Its backlogs have had this long to build up. */
  age: number;
  /** Ticks until it is up again; 0 when it runs. */
  downFor: number;
  /** Times that it was killed or could not start. */
  failures: number;
  /** Exit code of the last time; 0 when it never failed. */
  exitCode: number;
  /** It failed in this tick. */
  failedNow: boolean;
  memoryMb: number;
  /** Messages that wait for it. */
  lag: number;
  /** Messages that it has worked off. */
  offset: number;
  inRate: number;
  outRate: number;
  /** The message at the head of its queue cannot be processed. */
  stuck: boolean;
  diskGb: number;
  /** Connections that abandoned transactions hold, by link. */
  idle: readonly number[];
}

/** What happens on one link in a tick; shares are of the caller's requests on the link. */
export interface LinkFacts {
  /** Requests per second that need the link. */
  requests: number;
  /** Calls per second that reach for it: requests and their retries. */
  attempts: number;
  attemptsPerRequest: number;
  /** Nothing listens there. */
  refused: number;
  unknownHost: number;
  denied: number;
  handshake: number;
  /** Found no connection in the caller's pool. */
  starved: number;
  /** Cut off by the caller's limit. */
  timedOut: number;
  /** The callee's own failures, per attempt. */
  transient: number;
  /** Meet the callee's slow mode. */
  slow: number;
  /** Requests that fail in the end. */
  failing: number;
  /** What the caller's clients wait for here: for a free slot, then for the callee. */
  p99Ms: number;
  /** The limit in force; Infinity without one. */
  timeoutMs: number;
  retries: number;
  /** Connections that the calls want, and of the caller's pool: all and idle ones. */
  wanted: number;
  pool: number;
  idle: number;
  poolTimeoutMs: number | null;
}

/** What happens in one service in a tick. */
export interface ServiceFacts {
  /** What it remembered in this tick. */
  state: ServiceState;
  up: boolean;
  /** Requests per second that arrive. */
  offered: number;
  /** Requests per second that it lets in. */
  requests: number;
  /** Share of what arrives that its rate limit turns away. */
  limited: number;
  /** Offered load over capacity. */
  utilisation: number;
  /** Of the fast mode. */
  p50Ms: number;
  /** Of all requests. */
  medianMs: number;
  p99Ms: number;
  /** Failing requests as its callers see it. */
  failing: number;
  /** Those that fail by its own fault. */
  own: number;
  /** As the service reports it: with background work. */
  errorRate: number;
  health: Health;
  slots: {
    used: number;
    /** In the worst moment of the tick. */
    peak: number;
    limit: number;
    /** What the worst moment wants, over the limit. */
    utilisation: number;
    waitMs: number;
  };
  /** Connections that others hold to it; the limit is Infinity without a setting. */
  connections: { used: number; wanted: number; limit: number };
  /** Hit ratio, for caches. */
  hit: number;
  /** Used share of the volume that it writes to. */
  diskUsed: number;
}

export interface Facts {
  tick: number;
  /** In the order of the scenario's services and links. */
  services: readonly ServiceFacts[];
  links: readonly LinkFacts[];
}

export interface WorldState {
  tick: number;
  services: readonly ServiceState[];
  facts: Facts;
}
