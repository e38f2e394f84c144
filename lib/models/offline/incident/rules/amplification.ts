import {
  dependenciesOf,
  type Facts,
  latestStatus,
  namesIn,
  type ServiceFacts,
  type Write,
} from '../facts.ts';
import { type Change, type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell, readingOf } from '../parse-status.ts';
import { looksTroubled } from '../trail.ts';
import { amountOf, changeTo, numbersAbout, settingsAbout } from './setting-words.ts';

/** Attempts per original request from which a caller makes most of the load itself. */
const MANY = 2.5;
/** Enough to get over a passing fault; with pauses between them too few to make a storm. */
const FEW = 2;
/** A pause before another try, in ms, that lets an overloaded service breathe. */
const PAUSE_MS = 200;

/** Attempts per original request that a service's status shows; null when it shows none. */
export function attemptsOf(facts: Facts, service: string): number | null {
  const report = latestStatus(facts, service);
  return report ? readingOf(report, /attempts?.per/i) : null;
}

function victimOf(facts: Facts, service: ServiceFacts): string | null {
  const retried = (service.log ?? []).filter(({ text }) => /retr|attempt \d/i.test(text));
  const named = retried.flatMap((line) => namesIn(facts, line, service.name));
  const victim = [...named, ...dependenciesOf(facts, service.name)].find((name) =>
    looksTroubled(facts, name),
  );
  return victim ?? named[0] ?? null;
}

function judge(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const attempts = attemptsOf(facts, service.name);
  const victim = victimOf(facts, service);
  if (attempts === null || victim === null) return [];
  const report = latestStatus(facts, victim);
  const retries = numbersAbout(service, /\b(?:retry|retries|attempts|tries)\b/).filter(
    ({ key, quantity }) => quantity?.dimension === 'count' && !/backoff|pause|delay|jitter|budget/i.test(key),
  );
  return retries.flatMap((setting) => {
    const value = amountOf(setting);
    return [
      {
        cause: 'amplification' as const,
        service: service.name,
        dependency: victim,
        change: changeTo(setting, Math.max(0, Math.min(FEW, value - 1)), 'exact'),
        also: pausesOf(service),
        claim: `${service.name} makes ${attempts} attempts per request on ${victim} (\`${setting.key}\` = ${setting.raw}), so its retries keep ${victim} overloaded`,
        ...weigh([
          attempts >= MANY
            ? { weight: 3.5, text: `${service.name} makes ${attempts} attempts per request` }
            : { weight: -4, text: `${service.name} makes only ${attempts} attempts per request` },
          report !== undefined && !isWell(report) && { weight: 1, text: `${victim} is ${report.health}` },
          value > FEW
            ? { weight: 1.5, text: `\`${setting.key}\` allows ${setting.raw}` }
            : { weight: -3, text: `\`${setting.key}\` is low already` },
          numbersAbout(service, /\b(?:backoff|pause|delay)\b/).some((one) => amountOf(one) === 0) && {
            weight: 0.5,
            text: 'it does not pause between attempts',
          },
        ]),
      },
    ];
  });
}

/** What makes a caller repeat its calls later, and not together with all others. */
const pausesOf = (service: ServiceFacts): Change[] => [
  ...numbersAbout(service, /\b(?:retry|retries|tries)\b.*\b(?:backoff|pause|delay|wait)\b/)
    .filter((one) => amountOf(one) < PAUSE_MS / 2)
    .map((setting) => changeTo(setting, PAUSE_MS)),
  ...settingsAbout(service, /\bjitter\b/)
    .filter(({ raw }) => raw === false)
    .map(({ key }) => ({ key, from: 'false', to: 'true' })),
];

/** Pauses and jitter, when fewer attempts are not to be had. */
function pauses(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const attempts = attemptsOf(facts, service.name);
  const victim = victimOf(facts, service);
  const [first, ...also] = pausesOf(service);
  if (attempts === null || attempts < MANY || victim === null || !first) return [];
  return [
    {
      cause: 'amplification',
      service: service.name,
      dependency: victim,
      change: first,
      also,
      claim: `${service.name} repeats failed calls to ${victim} at once and all together`,
      ...weigh([{ weight: 3.5, text: `${service.name} makes ${attempts} attempts per request` }]),
    },
  ];
}

/** A service that stays down although its callers were made to ask less: only a restart drops what it has queued. */
function stillDown(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const tamed = facts.writes.findLast((write) => write.service === service.name && isTaming(write));
  const victim = victimOf(facts, service);
  const seen = victim === null ? undefined : facts.services.get(victim)?.statuses.at(-1);
  const report = seen?.report;
  if (!tamed || victim === null || !seen || !report || seen.at < tamed.at || isWell(report)) return [];
  return [
    {
      cause: 'amplification',
      service: victim,
      dependency: null,
      change: null,
      claim: `${victim} is still busy with what was asked before ${service.name} was made to ask less`,
      ...weigh([
        { weight: 4, text: `${service.name} asks less often now` },
        { weight: 2, text: `${victim} is still ${report.health}` },
      ]),
    },
  ];
}

/** A write that makes a caller ask less: fewer retries, a pause, jitter. */
export const isTaming = ({ key, value, result }: Write): boolean =>
  result.ok &&
  ((/retr|tries|attempt/i.test(key) && result.from !== null && Number(value) < Number(result.from)) ||
    /backoff|pause|jitter/i.test(key));

/** Retries that make most of the load on a service that is down because of them. */
export const amplification = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) =>
    [judge(facts, service), pauses(facts, service), stillDown(facts, service)].flat(),
  );
