/** Numbers that the loaded config of a service comes down to; read once per change, used on every tick. */

export type CallFailure = 'denied' | 'handshake' | 'unknown_host' | 'refused';

/** What a caller's config says about one of its links. */
export interface LinkParams {
  /** Infinity without a limit. */
  timeoutMs: number;
  retries: number;
  /** Retries per request that are allowed; Infinity without a budget. */
  retryBudget: number;
  /** Share of retries that land in the same moment. */
  crowding: number;
  pool: number;
  /** All connections of the pool are opened at the start. */
  eager: boolean;
  /** Longest wait for a connection; null when nothing bounds it. */
  poolTimeoutMs: number | null;
  idle: { abandonedRps: number; timeoutMs: number; fills: number } | null;
  /** Where calls go, when an address or a route says so. An address that names nobody has no host. */
  target: { host: string | null; port: number | null } | null;
  /** Why the callee turns the caller away. */
  rejected: CallFailure | null;
  /** Validity of the certificates in use, ms since the epoch. */
  certificates: readonly (readonly [from: number, until: number])[];
  /** Requests per second of clients that poll. */
  pollRps: number;
}

export interface ServiceParams {
  capacityRps: number;
  /** Capacity that the service's own work takes. */
  backgroundRps: number;
  slots: number;
  port: number;
  connectionLimit: number;
  /** Requests per second that are let in. */
  rateLimit: number;
  /** A value keeps it from starting. */
  crashes: boolean;
  /** Share of its requests that fail because a value is not accepted, by how. */
  rejections: readonly { share: number; failure: CallFailure }[];
  rollouts: readonly { key: string; share: number; errorShare: number; slower: number }[];
  /** Hit ratio when warm; 0 for what is no cache. */
  hit: number;
  /** Share of its entries that a cache has room for. */
  room: number;
  /** Messages per second that the consumers can take. */
  throughput: number;
  /** Attempts per second while one message is delivered again and again. */
  redeliveryRps: number;
  redeliveries: number;
  memory: { limitMb: number; baseMb: number; fillTicks: number; growthMb: number; cacheMb: number };
  diskGb: number;
  clockOffsetMs: number;
  /** In the order of the service's links. */
  links: readonly LinkParams[];
}
