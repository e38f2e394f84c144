import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell, readingOf, type StatusReport } from '../parse-status.ts';
import type { Setting } from '../parse-config.ts';
import { amountOf, changeTo, numbersAbout } from './setting-words.ts';

const LIMIT =
  /\b(?:(?:memory|mem|ram|container)\b.*\blimit|limit\b.*\bmem|container mem\w*|(?:memory|mem) max)\b/;
const PARTS = /\b(?:heap|xmx|mem|memory|arena|buffer)\b/;
const COUNT = /\b(?:workers?|processes|threads?|concurrency|instances)\b/;
const STORES = /\b(?:cache|entries|items|buffer|queue|history|sessions)\b/;
/** What a process needs beside what it plans: the limit has to be this multiple of the plan. */
const OVERHEAD = 1.3;
/** Entries of a store that had no bound, when nothing says how many are useful. */
const ENTRIES = 10_000;

const memoryGauge = (report: StatusReport) => report.gauges.find(({ name }) => /mem|heap/i.test(name));

/** Whether processes were killed or keep starting anew, with how that shows. */
function deathsOf(service: ServiceFacts, report: StatusReport): string | null {
  const restarts = readingOf(report, /restart/i) ?? 0;
  const exit = [...report.fields].find(([label, text]) => /exit/i.test(label) && /137|oom|kill/i.test(text));
  const line = (service.log ?? []).find(
    ({ signals, level }) => signals.includes('memory') && level !== 'INFO',
  );
  if (exit) return `${exit[0]}: ${exit[1]}`;
  if (line) return `the log says "${line.text.slice(0, 80)}"`;
  return restarts >= 3 ? `${restarts} restarts` : null;
}

/** What the settings let a process use, in bytes, with the settings that say so. */
function plannedBy(service: ServiceFacts): { bytes: number; part: Setting; count: Setting | null }[] {
  const counts = numbersAbout(service, COUNT).filter(({ quantity }) => quantity?.dimension === 'count');
  return numbersAbout(service, PARTS)
    .filter(
      ({ quantity, key }) => quantity?.dimension === 'size' && !LIMIT.test(key.replaceAll(/[_.-]/g, ' ')),
    )
    .map((part) => {
      const words = part.key.split(/[_.-]/);
      const count =
        counts.find(({ key }) => words.some((word) => key === word || key === `${word}s`)) ?? null;
      return { bytes: amountOf(part) * (count ? amountOf(count) : 1), part, count };
    });
}

function tooMuch(service: ServiceFacts, report: StatusReport, deaths: string): Hypothesis[] {
  const limit = numbersAbout(service, LIMIT).find(({ quantity }) => quantity?.dimension === 'size');
  if (!limit) return [];
  const most = amountOf(limit);
  return plannedBy(service)
    .filter(({ bytes }) => bytes > most * 0.9)
    .flatMap(({ bytes, part, count }) => {
      return [
        {
          cause: 'memory-over-limit' as const,
          service: service.name,
          dependency: null,
          change: changeTo(limit, Math.ceil((bytes * OVERHEAD) / 1024 ** 2 / 64) * 64 * 1024 ** 2, 'exact'),
          claim: `${service.name} may use ${Math.round(bytes / 1024 ** 2)} MB (\`${part.key}\` = ${part.raw}${count ? ` times \`${count.key}\` = ${count.raw}` : ''}) but is killed above ${Math.round(most / 1024 ** 2)} MB (\`${limit.key}\`)`,
          ...weigh([
            {
              weight: 3,
              text: `${Math.round(bytes / 1024 ** 2)} MB are planned and ${Math.round(most / 1024 ** 2)} MB allowed`,
            },
            { weight: 2, text: deaths },
            !isWell(report) && { weight: 1, text: '' },
          ]),
        },
      ];
    });
}

/** Memory of the same service seen at several times, oldest first, as parts of its limit. */
function curveOf(service: ServiceFacts): number[] {
  return service.statuses.flatMap(({ report }) => {
    const gauge = memoryGauge(report);
    return gauge && gauge.limit > 0 ? [gauge.used / gauge.limit] : [];
  });
}

function unbounded(service: ServiceFacts, report: StatusReport, deaths: string | null): Hypothesis[] {
  const curve = curveOf(service);
  const [first = 0, last = 0] = [curve[0], curve.at(-1)];
  const grows = curve.length > 1 && last > first * 1.02;
  const plans = plannedBy(service);
  const over = tooMuch(service, report, '').length > 0;
  return numbersAbout(service, STORES)
    .filter((setting) => amountOf(setting) <= 0 && setting.quantity?.dimension !== 'time')
    .flatMap((setting) => [
      {
        cause: 'memory-unbounded' as const,
        service: service.name,
        dependency: null,
        change: changeTo(setting, setting.quantity?.dimension === 'size' ? 128 * 1024 ** 2 : ENTRIES),
        claim: `nothing bounds what ${service.name} keeps in memory (\`${setting.key}\` = ${setting.raw})`,
        ...weigh([
          { weight: 2, text: `\`${setting.key}\` = ${setting.raw} sets no bound` },
          deaths !== null && { weight: 2, text: deaths },
          grows && { weight: 2, text: 'its memory grows from look to look' },
          over && { weight: -3, text: 'what it plans to use is above its limit already' },
          plans.length > 0 && !over && { weight: 0.5, text: 'what it plans to use is within its limit' },
          !isWell(report) && { weight: 0.5, text: '' },
          deaths === null && !grows && { weight: -2, text: 'its memory does not grow' },
        ]),
      },
    ]);
}

/** A process that is killed for its memory: it plans to use too much, or keeps things without bound. */
export const memory = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) => {
    const report = latestStatus(facts, service.name);
    if (!report) return [];
    const deaths = deathsOf(service, report);
    return [
      deaths === null ? [] : tooMuch(service, report, deaths),
      unbounded(service, report, deaths),
    ].flat();
  });
