import { type Facts, latestStatus, namesIn, serviceOf, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell, readingOf, type StatusReport } from '../parse-status.ts';
import type { Setting } from '../parse-config.ts';
import { dominantIn } from '../trail.ts';
import { amountOf, changeTo, numbersAbout } from './setting-words.ts';

const RATE =
  /\b(?:rate limit|limit (?:rps|per|rate)|rps|qps|(?:requests|calls|tokens)?\s?per (?:s|sec|second|min|minute)|quota|throttle)\b/;
const NOT_REQUESTS = /\b(?:mbit|mb|kb|bytes|bandwidth|burst)\b/;
const PERIOD = /\b(?:interval|period|every|poll|refresh)\b/;
const HEADROOM = 1.5;
/** A client that holds this much of all requests, in percent, is not many users. */
const ONE_CLIENT = 75;

const perSecond = (setting: Setting): number =>
  amountOf(setting) / (/min/i.test(setting.key) ? 60 : /hour/i.test(setting.key) ? 3600 : 1);

const rateOf = (report: StatusReport): number | null =>
  readingOf(report, /(?:arriving|offered|demand|incoming)\w*per/i) ??
  readingOf(report, /arriving|offered/i) ??
  readingOf(report, /requests?.per.s/i);

/** A client that asks so often that it uses up everybody's allowance. */
function greedy(facts: Facts, service: ServiceFacts, name: string, percent: number): Hypothesis[] {
  const client = serviceOf(facts, name);
  return numbersAbout(client, PERIOD)
    .filter((setting) => setting.quantity?.dimension === 'time' && amountOf(setting) > 0)
    .flatMap((setting) => {
      const factor = Math.max(10, (percent / (100 - percent + 1)) * 5);
      return [
        {
          cause: 'greedy-client' as const,
          service: name,
          dependency: service.name,
          change: changeTo(setting, amountOf(setting) * factor),
          claim: `${name} makes ${percent} % of the requests that ${service.name} gets (\`${setting.key}\` = ${setting.raw})`,
          ...weigh([
            { weight: 2.5, text: `${percent} % of the requests come from ${name}` },
            (service.log ?? []).some(({ signals }) => signals.includes('throttled')) && {
              weight: 1,
              text: `${service.name} turns requests away`,
            },
            amountOf(setting) < 1000
              ? { weight: 2, text: `\`${setting.key}\` = ${setting.raw} is very often` }
              : { weight: -3, text: `\`${setting.key}\` is not short` },
          ]),
        },
      ];
    });
}

function judge(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const report = latestStatus(facts, service.name);
  if (!report) return [];
  const own = (service.log ?? []).filter(
    ({ signals, level }) => signals.includes('throttled') && level !== 'INFO',
  );
  const callers = [...facts.services.values()].filter((other) =>
    (other.log ?? []).some(
      (line) =>
        line.level !== 'INFO' &&
        line.signals.includes('throttled') &&
        namesIn(facts, line, other.name).includes(service.name),
    ),
  );
  if (own.length + callers.length === 0) return [];
  const dominant = dominantIn(report).find(
    ({ label, percent }) => /client|caller|consumer|request/i.test(label) && percent >= ONE_CLIENT,
  );
  const rate = rateOf(report);
  const raises = numbersAbout(service, RATE)
    .filter(({ key }) => !NOT_REQUESTS.test(key.replaceAll('_', ' ')))
    .flatMap((setting) => {
      const limit = perSecond(setting);
      const failing = Math.min(95, report.errorRate ?? 0) / 100;
      // What is turned away is demand too; a status may count either all requests or the accepted ones.
      const demand = Math.max(rate ?? 0, limit / (1 - failing));
      return [
        {
          cause: 'throttled' as const,
          service: service.name,
          dependency: null,
          change: changeTo(setting, amountOf(setting) * (demand / limit) * HEADROOM),
          claim: `${service.name} lets only ${setting.raw} requests in (\`${setting.key}\`), and about ${Math.round(demand)} per second come from many`,
          ...weigh([
            { weight: 3, text: `${service.name} turns requests away for their rate` },
            demand >= limit * 0.9
              ? {
                  weight: 2,
                  text: `${Math.round(demand)} per second come, ${Number(limit.toFixed(1))} are allowed`,
                }
              : { weight: -3, text: 'fewer come than are allowed' },
            !isWell(report) && { weight: 1, text: '' },
            dominant !== undefined && {
              weight: -6,
              text: `${dominant.percent} % of the requests come from ${dominant.name} alone`,
            },
          ]),
        },
      ];
    });
  return [...raises, ...(dominant ? greedy(facts, service, dominant.name, dominant.percent) : [])];
}

/** Requests that are turned away for their rate: the allowance is too small, or one client uses it up. */
export const throttled = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) => judge(facts, service));
