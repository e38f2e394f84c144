import { roundUp, spell, spellingOf } from '../../transcript/quantity.ts';
import { overlap } from '../../transcript/words.ts';
import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import type { Gauge, StatusReport } from '../parse-status.ts';
import { isWell } from '../parse-status.ts';

const FULL = 0.95;
const HEADROOM = 1.6;

/** How many wait for what a service has a limited number of. */
export const waitingIn = (report: StatusReport): number =>
  [...report.numbers].find(([key]) => /wait|queued|pending|backlog/i.test(key))?.[1].value ?? 0;

const heldIn = (report: StatusReport): number =>
  [...report.numbers].find(([key]) => /idle.in.tr|stuck|held/i.test(key))?.[1].value ?? 0;

function judge(service: ServiceFacts, report: StatusReport, gauge: Gauge): Hypothesis[] {
  const [waiting, held] = [waitingIn(report), heldIn(report)];
  const wanted = roundUp((gauge.used + waiting) * HEADROOM);
  return (service.settings ?? []).flatMap((setting) => {
    if (setting.quantity?.value !== gauge.limit || typeof setting.raw === 'boolean') return [];
    const spelling = spellingOf(setting.key, setting.raw);
    if (!spelling) return [];
    return [
      {
        cause: 'exhausted-capacity' as const,
        service: service.name,
        dependency: null,
        change: { key: setting.key, from: String(setting.raw), to: spell(wanted, spelling) },
        claim: `${service.name} uses ${gauge.used} of ${gauge.limit} (${gauge.name}), the limit that \`${setting.key}\` sets`,
        ...weigh([
          { weight: 3, text: `${gauge.name} is full: ${gauge.used} of ${gauge.limit}` },
          { weight: 1.5 + Math.min(1, overlap(setting.key, gauge.name)), text: '' },
          waiting > 0 && { weight: 1, text: `${waiting} are waiting` },
          (service.log ?? []).some(({ signals }) => signals.includes('exhausted')) && {
            weight: 1.5,
            text: `${service.name} logs that none is free`,
          },
          !isWell(report) && { weight: 1, text: '' },
          held * 2 >= gauge.used && {
            weight: -5,
            text: `${held} of ${gauge.used} are held idle: more of them would be held too`,
          },
        ]),
      },
    ];
  });
}

/** A limited thing of which all is in use. */
export function exhaustedCapacity(facts: Facts): Hypothesis[] {
  return [...facts.services.values()].flatMap((service) => {
    const report = latestStatus(facts, service.name);
    const full = report?.gauges.filter(({ used, limit }) => limit > 0 && used >= limit * FULL) ?? [];
    return report ? full.flatMap((gauge) => judge(service, report, gauge)) : [];
  });
}
