const NAMES: Record<string, string> = {
  'upstream-timeout': 'Upstream timeout',
  'db-pool': 'Connection pool',
  'memory-limit': 'Memory limit',
  'retry-storm': 'Retry storm',
  credential: 'Credential',
  'feature-flag': 'Feature flag',
  cache: 'Cache',
  address: 'Address',
  'rate-limit': 'Rate limit',
  'queue-lag': 'Queue lag',
  certificate: 'Certificate',
  'disk-full': 'Disk full',
  noop: 'No-op',
};

/** A family's name; one that the lab does not know speaks for itself. */
export const nameFamily = (family: string): string =>
  NAMES[family] ?? family.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());

/** Several families that taught one skill stand with a plus between them, in ids and in names. */
export const nameFamilies = (families: string): string => families.split(' + ').map(nameFamily).join(' + ');
