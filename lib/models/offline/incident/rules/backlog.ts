import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { readingOf, type StatusReport } from '../parse-status.ts';
import { amountOf, changeTo, numbersAbout } from './setting-words.ts';

const LAG = /\blag\b|_lag|backlog|(?:jobs|messages|items)_?(?:waiting|pending)|waiting/i;
const CONSUMERS = /\b(?:consumers?|concurrency|consumer threads|parallelism|listeners)\b/;
const REDELIVERIES = /\b(?:redeliver\w*|delivery attempts|max deliver\w*|dead letter\w*|max receives)\b/;
/** What waits has to be worked off too, beside what comes. */
const CATCH_UP = 2.5;
const MOST = 8;
/** A fault of one message is worth a few tries. */
const TRIES = 5;

const offsetsOf = (service: ServiceFacts): number[] =>
  service.statuses.flatMap(({ report }) => readingOf(report, /offset/i) ?? []);

/** Whether the position in the queue moves; null while nobody looked twice. */
export function isMoving(service: ServiceFacts, report: StatusReport): boolean | null {
  const out = readingOf(report, /out.per|_out_|out_rate|processed.per|consumed.per/i);
  if (out !== null && out > 0) return true;
  const offsets = offsetsOf(service);
  if (offsets.length > 1) return offsets.at(-1) !== offsets[0];
  return out === 0 ? false : null;
}

function judge(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const report = latestStatus(facts, service.name);
  const lag = report ? readingOf(report, LAG) : null;
  const speaks = (service.log ?? []).some(
    ({ signals, level }) => signals.includes('backlog') && level !== 'INFO',
  );
  if (!report || lag === null || lag < 100) return [];
  const moving = isMoving(service, report);
  const incoming = readingOf(report, /in.per|_in_|in_rate|arriving/i) ?? 0;
  const outgoing = readingOf(report, /out.per|_out_|out_rate|processed.per/i) ?? 0;
  const ratio = outgoing > 0 && incoming > 0 ? incoming / outgoing : 2;
  const base = { service: service.name, dependency: null };
  const more = numbersAbout(service, CONSUMERS)
    .filter(({ quantity }) => quantity?.dimension === 'count')
    .flatMap((setting) => [
      {
        ...base,
        cause: 'slow-consumers' as const,
        change: changeTo(
          setting,
          Math.ceil(amountOf(setting) * Math.min(MOST, Math.max(2, ratio) * CATCH_UP)),
          'exact',
        ),
        claim: `${service.name} works off ${outgoing} per second with \`${setting.key}\` = ${setting.raw} while ${incoming} come; ${lag} wait`,
        ...weigh([
          { weight: 2, text: `${lag} are waiting` },
          speaks && { weight: 1, text: '' },
          moving === true &&
            ratio > 1.02 && { weight: 2.5, text: `${incoming} per second come and ${outgoing} go` },
          outgoing > incoming && { weight: -4, text: 'more is worked off than comes' },
          moving === false && { weight: -6, text: 'its position in the queue does not move' },
          amountOf(setting) <= 4 && { weight: 1, text: `\`${setting.key}\` is only ${setting.raw}` },
        ]),
      },
    ]);
  const poison = numbersAbout(service, REDELIVERIES)
    .filter((setting) => amountOf(setting) <= 0)
    .flatMap((setting) => [
      {
        ...base,
        cause: 'stuck-message' as const,
        change: changeTo(setting, TRIES, 'exact'),
        claim: `${service.name} tries the same message for ever (\`${setting.key}\` = ${setting.raw}), and what follows waits`,
        ...weigh([
          { weight: 2, text: `\`${setting.key}\` = ${setting.raw} sets no bound` },
          { weight: 1, text: `${lag} are waiting` },
          moving === false && { weight: 3, text: 'its position in the queue does not move' },
          moving === true && { weight: -4, text: 'its position in the queue moves' },
        ]),
      },
    ]);
  return [...more, ...poison];
}

/** A queue that grows: too few work on it, or one message blocks it. */
export const backlog = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) => judge(facts, service));
