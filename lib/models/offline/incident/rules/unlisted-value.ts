import { wordsOf } from '../../transcript/words.ts';
import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell } from '../parse-status.ts';
import type { Setting } from '../parse-config.ts';
import type { Signal } from '../signals.ts';

/** Words of keys that list what there is. */
const LISTS = /\b(?:available|present|installed|allowed|known|supported|valid|accepted|existing|permitted)\b/;
const FAILURES: ReadonlySet<Signal> = new Set<Signal>(['crash', 'unknownHost', 'refused', 'auth']);

/** Items of a list; a note in brackets is not part of an item. */
const itemsOf = (raw: string): string[] =>
  raw
    .replaceAll(/\s*\([^)]*\)/g, '')
    .split(/[,;\s]+/)
    .filter((item) => item !== '');

/** Letters that two texts have in common at their beginning and at their end. */
function shared(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return head + tail;
}

/** The value with its last part replaced by a listed item, or the item itself when it is a whole value. */
function withItem(raw: string, item: string): string {
  const slash = raw.lastIndexOf('/');
  return item.includes('/') || slash < 0 ? item : `${raw.slice(0, slash + 1)}${item}`;
}

/** The listed item that resembles a value which is not listed, the newest of the equally alike. */
function nearest(raw: string, items: readonly string[]): string | null {
  const values = items.map((item) => withItem(raw, item));
  if (values.includes(raw)) return null;
  const [best] = values
    .map((value) => ({ value, alike: shared(value, raw) }))
    .filter(({ alike }) => alike >= Math.max(2, raw.length * 0.5))
    .toSorted((a, b) => b.alike - a.alike || b.value.localeCompare(a.value, 'en', { numeric: true }));
  return best?.value ?? null;
}

function judge(facts: Facts, service: ServiceFacts, setting: Setting): Hypothesis[] {
  const { key, raw } = setting;
  const report = latestStatus(facts, service.name);
  if (typeof raw !== 'string' || raw.includes(',') || LISTS.test(wordsOf(key).join(' '))) return [];
  const lists = (service.settings ?? []).filter(
    (other) => typeof other.raw === 'string' && LISTS.test(wordsOf(other.key).join(' ')),
  );
  const failing = (service.log ?? []).find(
    ({ level, signals, text }) =>
      level !== 'INFO' && (signals.some((signal) => FAILURES.has(signal)) || text.includes(raw)),
  );
  return lists.flatMap((list) => {
    const better = nearest(raw, itemsOf(String(list.raw)));
    if (better === null) return [];
    return [
      {
        cause: 'unlisted-value' as const,
        service: service.name,
        dependency: null,
        change: { key, from: raw, to: better },
        claim: `${service.name} is set to use ${raw} (\`${key}\`), which is not among what it has (\`${list.key}\` = ${list.raw})`,
        ...weigh([
          { weight: 3, text: `${raw} is not among \`${list.key}\`` },
          failing !== undefined && { weight: 2.5, text: `its log says "${failing.text.slice(0, 80)}"` },
          report !== undefined &&
            !isWell(report) && { weight: 1, text: `${service.name} is ${report.health}` },
        ]),
      },
    ];
  });
}

/** A setting with a value that another setting of the same service does not list as there. */
export const unlistedValue = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) =>
    (service.settings ?? []).flatMap((setting) => judge(facts, service, setting)),
  );
