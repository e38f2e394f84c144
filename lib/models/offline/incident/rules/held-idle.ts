import { showMs } from '../../transcript/quantity.ts';
import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell, readingOf } from '../parse-status.ts';
import { isFull } from '../trail.ts';
import { amountOf, changeTo, numbersAbout } from './setting-words.ts';

const HELD = /idle.in.tr|\bheld\b|abandon|\bstuck\b/i;
/** A limit on idling is put to this part of how long holders were seen to idle. */
const PART = 0.5;
const USUAL_MS = 5_000;

/** For how long the log says that somebody idles, in ms. */
const idledFor = (service: ServiceFacts): number | null => {
  const times = (service.log ?? [])
    .filter(({ text }) => /\bidle\b/i.test(text))
    .flatMap(({ times: all }) => all);
  return times.length === 0 ? null : Math.max(...times);
};

function judge(facts: Facts, service: ServiceFacts): Hypothesis[] {
  const report = latestStatus(facts, service.name);
  const held = report ? (readingOf(report, HELD) ?? 0) : 0;
  const gauge = report?.gauges.find((one) => isFull(one) && !/mem|disk/i.test(one.name));
  if (!report || held === 0) return [];
  const idle = idledFor(service);
  return numbersAbout(service, /\bidle\b/).flatMap((setting) => {
    if (setting.quantity?.dimension !== 'time') return [];
    const limit = amountOf(setting);
    const unlimited = limit <= 0;
    const wanted = idle === null ? USUAL_MS : Math.min(USUAL_MS, idle * PART);
    return [
      {
        cause: 'held-idle' as const,
        service: service.name,
        dependency: null,
        change: changeTo(setting, wanted),
        claim: `${held} of what ${service.name} has is held idle, and ${unlimited ? `nothing ends that (\`${setting.key}\` = ${setting.raw})` : `\`${setting.key}\` ends it only after ${showMs(limit)}`}`,
        ...weigh([
          gauge
            ? held * 2 >= gauge.used
              ? { weight: 3.5, text: `${held} of ${gauge.used} in use are held idle` }
              : { weight: -3, text: `only ${held} of ${gauge.used} in use are idle` }
            : { weight: 1, text: `${held} are held idle` },
          unlimited
            ? { weight: 2.5, text: `\`${setting.key}\` = ${setting.raw} sets no limit to that` }
            : limit > wanted * 4 && { weight: 1, text: '' },
          /\btx|transaction|in tr/.test(setting.key) && { weight: 0.5, text: '' },
          idle !== null && { weight: 1, text: `holders idle for ${showMs(idle)}` },
          !isWell(report) && { weight: 1, text: '' },
        ]),
      },
    ];
  });
}

/** Limited things that holders keep without using them, because nothing takes them away. */
export const heldIdle = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) => judge(facts, service));
