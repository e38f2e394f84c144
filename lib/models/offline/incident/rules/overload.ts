import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell, readingOf } from '../parse-status.ts';
import { blamedBy } from '../trail.ts';
import { attemptsOf } from './amplification.ts';
import { amountOf, changeTo, numbersAbout } from './setting-words.ts';

const BUSY = 90;
const WORKERS = /\b(?:workers?|threads?|concurrency|processes|slots)\b/;
const JOBS =
  /\b(?:job|jobs|report|reports|stats|vacuum|analy[sz]e|maintenance|background|batch|compaction|reindex|scrub)\b/;
/** Workers are multiplied by this: the load that queues up is not visible, its order of magnitude is. */
const MORE = 4;
/** Fewer than this are few for a service that many call. */
const FEW = 8;

const busyness = (facts: Facts, service: string): number | null => {
  const report = latestStatus(facts, service);
  return report ? readingOf(report, /\bcpu\b|utili[sz]ation|\bbusy\b/i) : null;
};

const attemptsOn = (facts: Facts, victim: string): number =>
  Math.max(
    1,
    ...[...facts.services.keys()]
      .filter((name) => blamedBy(facts, name).some((blame) => blame.service === victim))
      .map((name) => attemptsOf(facts, name) ?? 1),
  );

/** Too few workers for the load that really comes. */
function tooFew(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const report = latestStatus(facts, service.name);
  const saysSo = (service.log ?? []).some(
    ({ signals, level }) => signals.includes('overloaded') && level !== 'INFO',
  );
  if (!report || isWell(report) || !saysSo) return [];
  const attempts = attemptsOn(facts, service.name);
  return numbersAbout(service, WORKERS)
    .filter(({ key, quantity }) => quantity?.dimension === 'count' && !JOBS.test(key.replaceAll('_', ' ')))
    .flatMap((setting) => {
      const value = amountOf(setting);
      return [
        {
          cause: 'too-few-workers' as const,
          service: service.name,
          dependency: null,
          change: changeTo(setting, value * MORE, 'exact'),
          claim: `${service.name} turns requests away with \`${setting.key}\` = ${setting.raw}, and its callers do not multiply them`,
          ...weigh([
            { weight: 2, text: `${service.name} logs that it is overloaded` },
            attempts < 1.5
              ? { weight: 1, text: `callers make only ${attempts} attempts per request` }
              : { weight: -3, text: `callers make ${attempts} attempts per request` },
            value <= FEW
              ? { weight: 2, text: `\`${setting.key}\` is only ${setting.raw}` }
              : { weight: -2, text: `\`${setting.key}\` is not small` },
            (busyness(facts, service.name) ?? 100) < BUSY && {
              weight: 1,
              text: 'its processor is not the limit',
            },
          ]),
        },
      ];
    });
}

/** A job of its own that takes a service's processor from its users. */
function ownJobs(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const busy = busyness(facts, service.name);
  const report = latestStatus(facts, service.name);
  if (busy === null || busy < BUSY || !report) return [];
  const speaks = (service.log ?? []).filter(({ text }) =>
    /\bjob|\breport|\bstatistic|\bstats\b|analy[sz]e|vacuum|worker|parallel/i.test(text),
  );
  return numbersAbout(service, JOBS)
    .filter(
      ({ key, quantity }) =>
        quantity?.dimension === 'count' &&
        /parallel|workers?|threads?|concurrency|streams/i.test(key) &&
        !/limit|cost/.test(key),
    )
    .filter((setting) => amountOf(setting) > 2)
    .flatMap((setting) => [
      {
        cause: 'background-job' as const,
        service: service.name,
        dependency: null,
        change: changeTo(setting, 2, 'exact'),
        claim: `a job of its own (\`${setting.key}\` = ${setting.raw}) takes the processor of ${service.name} at ${busy} %`,
        ...weigh([
          { weight: 2, text: `${service.name} is at ${busy} % of its processor` },
          {
            weight: 1.5,
            text: `\`${setting.key}\` = ${setting.raw} lets a job of its own run ${setting.raw} times at once`,
          },
          amountOf(setting) >= FEW && { weight: 1.5, text: '' },
          speaks.length > 0 && { weight: 1, text: `its log speaks of such a job` },
        ]),
      },
    ]);
}

/** A service that cannot do the work that comes, though nobody multiplies it. */
export const overload = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) => [tooFew(facts, service), ownJobs(facts, service)].flat());
