const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Sources that a caller injects, so that ids are exact in tests. */
export interface IdSource {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
}

/**
 * A sortable id with a readable prefix, e.g. `run_01jd…` (ULID layout in lower case:
 * 10 characters of time, 16 of randomness, Crockford base 32).
 */
export function createId(prefix: string, source: IdSource): string {
  let time = source.now();
  let stamp = '';
  for (let i = 0; i < 10; i += 1) {
    stamp = ALPHABET.charAt(time % 32) + stamp;
    time = Math.floor(time / 32);
  }
  let noise = '';
  for (let i = 0; i < 16; i += 1) noise += ALPHABET.charAt(Math.floor(source.random() * 32));
  return `${prefix}_${stamp}${noise}`;
}
