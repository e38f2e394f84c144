import { wordsOf } from '../../transcript/words.ts';
import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { readingOf } from '../parse-status.ts';
import { settingsAbout } from './setting-words.ts';

const CERTIFICATE = /\b(?:cert|certs|certificate|certificates|bundle|bundles|ca|keystore|truststore)\b/;
const CLOCK = /\b(?:ntp|time sync|clock sync|chrony|clock)\b/;
/** A clock that is off by this much, in ms, makes valid things look invalid. */
const OFF_MS = 30_000;

interface Listed {
  name: string;
  /** Until when it is valid, in ms since the epoch; null when that is not said. */
  until: number | null;
}

/** "a.pem (until 2030-01-01T00:00Z), b.pem": what is there, and until when each is valid. */
const listed = (raw: unknown): Listed[] =>
  [...String(raw).matchAll(/(?<![\w.-])(?=[\w.-]{0,60}\d)([\w.-]{1,60})(?:\s*\(([^)]{0,80})\))?/g)].map(
    ([, name = '', note = '']) => {
      const date = /\d{4}-\d\d-\d\d(?:T[\d:]+Z?)?/.exec(note)?.[0];
      return { name, until: date === undefined ? null : Date.parse(date) };
    },
  );

const newest = (items: readonly Listed[]): Listed | undefined =>
  items.toSorted(
    (a, b) => (b.until ?? 0) - (a.until ?? 0) || b.name.localeCompare(a.name, 'en', { numeric: true }),
  )[0];

/** The time of the newest line that any log shows. */
const nowIn = (facts: Facts): number =>
  Math.max(
    0,
    ...[...facts.services.values()].flatMap(({ log }) =>
      (log ?? []).slice(0, 1).map(({ time }) => Date.parse(time)),
    ),
  );

/** How far a clock is off, in ms; null when no status shows it. */
export function clockOffOf(facts: Facts, service: string): number | null {
  const report = latestStatus(facts, service);
  return report ? readingOf(report, /clock|time.?offset|drift|skew/i) : null;
}

function judge(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const lines = (service.log ?? []).filter(
    ({ signals, level }) => signals.includes('certificate') && level !== 'INFO',
  );
  if (lines.length === 0) return [];
  const early = lines.some(({ text }) => /not yet valid|not valid (?:yet|before)|in the future/i.test(text));
  const saysExpired = lines.some(({ text }) => /expired|no longer valid|not after/i.test(text));
  const off = clockOffOf(facts, service.name);
  const clockOff = off !== null && Math.abs(off) >= OFF_MS;
  const base = { service: service.name, dependency: null };
  const current = settingsAbout(service, CERTIFICATE).filter(
    ({ raw }) => typeof raw === 'string' && listed(raw).length === 1,
  );
  const available = settingsAbout(service, CERTIFICATE).filter(
    ({ key, raw }) => /avail|present|installed|list/.test(key) || listed(raw).length > 1,
  );
  const items = available.flatMap(({ raw }) => listed(raw));
  const now = nowIn(facts);
  const rotations = current.flatMap(({ key, raw }) => {
    const better = newest(items)?.name;
    const until = items.find(({ name }) => name === raw)?.until ?? null;
    if (better === undefined || better === raw || wordsOf(key).includes('available')) return [];
    return [
      {
        ...base,
        cause: 'expired-certificate' as const,
        change: { key, from: String(raw), to: better },
        claim: `${service.name} presents ${raw} (\`${key}\`), which is rejected, although ${better} is there`,
        ...weigh([
          { weight: 2.5, text: `${service.name} logs failed handshakes` },
          { weight: 2, text: `${better} is there and newer than ${raw}` },
          saysExpired && { weight: 1.5, text: 'the log says that it has expired' },
          until !== null &&
            (until <= now
              ? { weight: 3, text: `${raw} ended at ${new Date(until).toISOString()}` }
              : { weight: -4, text: `${raw} has not ended` }),
          early && { weight: -3, text: 'the log says that it is not valid yet' },
          clockOff && { weight: -5, text: `its clock is off by ${Math.round((off ?? 0) / 1000)} s` },
        ]),
      },
    ];
  });
  const clocks = settingsAbout(service, CLOCK)
    .filter(({ raw }) => raw === false)
    .flatMap(({ key }) => [
      {
        ...base,
        cause: 'clock-off' as const,
        change: { key, from: 'false', to: 'true' },
        claim: `the clock of ${service.name} is not kept right (\`${key}\` = false), so it takes valid certificates for invalid ones`,
        ...weigh([
          { weight: 3, text: `\`${key}\` is off` },
          { weight: 1, text: `${service.name} logs failed handshakes` },
          clockOff && { weight: 2.5, text: `its clock is off by ${Math.round((off ?? 0) / 1000)} s` },
          early && { weight: 1.5, text: 'the log says that a certificate is not valid yet' },
          off !== null && !clockOff && { weight: -3, text: 'its clock is right' },
        ]),
      },
    ]);
  return [...rotations, ...clocks];
}

/** Handshakes that fail: the certificate is too old although its successor is there, or the clock is wrong. */
export const certificate = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) => judge(facts, service));
