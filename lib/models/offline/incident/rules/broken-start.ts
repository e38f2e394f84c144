import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell, readingOf } from '../parse-status.ts';
import type { LogLine } from '../parse-logs.ts';
import type { Setting } from '../parse-config.ts';

const WORDS = /[\w./:-]*[\w/]/g;
const pathLike = (text: string): boolean => /[/.\d-]/.test(text) && text.length > 3;

const shared = (a: string, b: string): number => {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
};

/** Values of the same kind that the log mentions elsewhere: what was loaded before, what there is. */
function others(lines: readonly LogLine[], raw: string): string[] {
  return [...new Set(lines.flatMap(({ text }) => text.match(WORDS) ?? []))]
    .filter((word) => word !== raw && pathLike(word) && shared(word, raw) >= Math.max(3, raw.length * 0.5))
    .toSorted((a, b) => shared(b, raw) - shared(a, raw));
}

function judge(facts: Facts, service: ServiceFacts, setting: Setting): Hypothesis[] {
  const { raw, key } = setting;
  if (typeof raw !== 'string' || !pathLike(raw)) return [];
  const log = service.log ?? [];
  const failing = log.filter((line) => line.level !== 'INFO' && line.text.includes(raw));
  const [better] = others(log, raw);
  const report = latestStatus(facts, service.name);
  if (failing.length === 0 || better === undefined || !report) return [];
  const restarts = readingOf(report, /restart/i) ?? 0;
  return [
    {
      cause: 'broken-start',
      service: service.name,
      dependency: null,
      change: { key, from: raw, to: better },
      claim: `${service.name} cannot work with \`${key}\` = ${raw}; its log knows ${better}`,
      ...weigh([
        { weight: 3, text: `the log says "${failing[0]?.text.slice(0, 80) ?? ''}"` },
        { weight: 1.5, text: `${better} is of the same kind` },
        !isWell(report) && { weight: 1, text: `${service.name} is ${report.health}` },
        restarts > 2 && { weight: 1, text: `it has restarted ${restarts} times` },
      ]),
    },
  ];
}

/** A service that fails over a value of its own settings, which its log names. */
export const brokenStart = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) =>
    (service.settings ?? []).flatMap((setting) => judge(facts, service, setting)),
  );
