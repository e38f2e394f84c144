import { type Facts, latestStatus, namesIn, serviceOf, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import type { Setting } from '../parse-config.ts';
import { settingsAbout } from './setting-words.ts';

const IDENTITY = /\b(?:user|username|role|account|login|principal|client id|kid|key id|tenant|identity)\b/;

/** Words of a text that look like names of accounts or keys. */
const namesInText = (text: string): string[] => text.match(/[a-z][\w-]*[_-][\w-]+|\b[a-z]\d+\b/gi) ?? [];

const common = (a: string, b: string): number => {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
};

/** Names that the other side knows and that resemble the one it rejects, the most alike first. */
function accepted(facts: Facts, other: string, current: string): string[] {
  const service = serviceOf(facts, other);
  const said = [
    ...(service?.log ?? []).filter(({ level }) => level === 'INFO').map(({ text }) => text),
    ...(service?.settings ?? []).map(({ raw }) =>
      String(raw).replaceAll(/\b[\w-]+ \((?:retired|revoked|expired|old)\)/g, ''),
    ),
  ];
  return [...new Set(said.flatMap(namesInText))]
    .filter((name) => name !== current && common(name, current) * 2 >= current.length)
    .toSorted((a, b) => common(b, current) - common(a, current));
}

function judge(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const rejected = (service.log ?? []).filter(
    ({ signals, level }) => signals.includes('auth') && level !== 'INFO',
  );
  const others = [...new Set(rejected.flatMap((line) => namesIn(facts, line, service.name)))];
  const stale = latestStatus(facts, service.name)?.stale.length ?? 0;
  return others.flatMap((other) =>
    settingsAbout(service, IDENTITY).flatMap((setting: Setting) => {
      const [name] = typeof setting.raw === 'string' ? accepted(facts, other, setting.raw) : [];
      if (name === undefined) return [];
      return [
        {
          cause: 'rejected-identity' as const,
          service: service.name,
          dependency: other,
          change: { key: setting.key, from: String(setting.raw), to: name },
          claim: `${other} rejects ${service.name} as ${setting.raw} (\`${setting.key}\`), while it knows ${name}`,
          ...weigh([
            { weight: 3, text: `${service.name} logs rejected credentials at ${other}` },
            { weight: 2.5, text: `${other} speaks of ${name}, which resembles ${setting.raw}` },
            stale > 0
              ? { weight: -3, text: 'an older version is loaded than stored' }
              : { weight: 1, text: 'stored and loaded versions are equal' },
          ]),
        },
      ];
    }),
  );
}

/** Credentials that are loaded as stored, and rejected all the same: they are somebody else's. */
export const rejectedIdentity = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) => judge(facts, service));
