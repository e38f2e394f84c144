import type { Health } from '#lib/protocol/world-snapshot.ts';
import type { ConfigValue } from '../scenario-schema.ts';

export type Config = Readonly<Record<string, ConfigValue>>;

/** What a service remembers from tick to tick. */
export interface ServiceState {
  stored: Config;
  loaded: Config;
  storedVersion: number;
  loadedVersion: number;
  /** Ticks since it last started. Its backlogs have had this long to build up. */
  age: number;
  /** Ticks until it is up again; 0 when it runs. */
  downFor: number;
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
}

/** What happens in one service in a tick. */
export interface ServiceFacts {
  up: boolean;
  requests: number;
  /** Offered load over capacity. */
  utilisation: number;
  /** Of the fast mode. */
  p50Ms: number;
  /** Of all requests. */
  medianMs: number;
  p99Ms: number;
  /** Failing requests as its callers see it. */
  failing: number;
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
  connections: { used: number; limit: number };
  justStarted: boolean;
  loadedVersion: number;
}

export interface Facts {
  tick: number;
  services: ReadonlyMap<string, ServiceFacts>;
  /** In the order of the scenario's links. */
  links: readonly LinkFacts[];
}

export interface WorldState {
  tick: number;
  services: ReadonlyMap<string, ServiceState>;
  facts: Facts;
}
