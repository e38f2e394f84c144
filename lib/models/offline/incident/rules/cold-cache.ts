import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { readingOf } from '../parse-status.ts';
import { looksTroubled } from '../trail.ts';
import { amountOf, changeTo, numbersAbout } from './setting-words.ts';

/** A cache that answers less than this share, in percent, lets most of the load through. */
const LOW = 75;
/** What a cache in good order answers. */
const GOOD = 0.94;
const LIFETIME = /\b(?:ttl|max age|expiry|expire|lifetime)\b/;
const SIZE = /\b(?:max memory|memory max|maxmemory|cache size|memory|size|entries|capacity)\b/;
/** Least and most by which a cache that throws things out gets more room at once. */
const LEAST_ROOM = 2;
const MOST_ROOM = 16;

function judge(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const report = latestStatus(facts, service.name);
  const hit = report ? readingOf(report, /hit.?(?:ratio|rate)/i) : null;
  if (!report || hit === null || hit >= LOW) return [];
  const evictions = readingOf(report, /evict/i) ?? 0;
  const behind = [...facts.services.keys()].some(
    (name) => name !== service.name && looksTroubled(facts, name),
  );
  const ratio = Math.max(0.01, hit / 100);
  // Hits per miss grow in proportion to how long an entry lives.
  // Popular entries stay longest, so hits grow about with the square root of the room.
  const roomier = Math.min(MOST_ROOM, Math.max(LEAST_ROOM, (GOOD / ratio) ** 2));
  const longer = GOOD / (1 - GOOD) / (ratio / (1 - ratio));
  const common = [
    { weight: 3, text: `it answers only ${hit} % itself` },
    behind && { weight: 0.5, text: '' },
  ];
  const base = { cause: 'cold-cache' as const, service: service.name, dependency: null };
  return [
    ...numbersAbout(service, LIFETIME)
      .filter(({ quantity }) => quantity?.dimension === 'time')
      .flatMap((setting) => [
        {
          ...base,
          change: changeTo(setting, amountOf(setting) * longer),
          claim: `${service.name} forgets after ${setting.raw} (\`${setting.key}\`) and answers only ${hit} % itself, so the load falls on what is behind it`,
          ...weigh([
            ...common,
            evictions > 0
              ? { weight: -2, text: `it evicts ${evictions} entries per second: it lacks room` }
              : { weight: 2, text: 'it evicts nothing, so entries end by their age' },
          ]),
        },
      ]),
    ...numbersAbout(service, SIZE)
      .filter(({ quantity }) => quantity?.dimension === 'size')
      .flatMap((setting) => [
        {
          ...base,
          change: changeTo(setting, amountOf(setting) * roomier),
          claim: `${service.name} has room for ${setting.raw} (\`${setting.key}\`), evicts ${evictions} entries per second and answers only ${hit} % itself`,
          ...weigh([
            ...common,
            evictions > 0
              ? { weight: 2.5, text: `it evicts ${evictions} entries per second` }
              : { weight: -3, text: 'it evicts nothing, so it has room' },
            /max/.test(setting.key) && { weight: 0.5, text: '' },
          ]),
        },
      ]),
  ];
}

/** A cache that answers too little, because its entries die young or do not fit. */
export const coldCache = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) => judge(facts, service));
