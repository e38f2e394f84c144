import { overlap } from '../../transcript/words.ts';
import { dependenciesOf, type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { type Gauge, isWell, readingOf, type StatusReport } from '../parse-status.ts';
import { isFull } from '../trail.ts';
import { amountOf, changeTo } from './setting-words.ts';

/** Least and most by which a limit is raised at once: those who wait ask again, so they look like more than they are. */
const LEAST = 1.8;
const MOST = 2.2;
/** Of what a shared limit leaves free, at most this part is taken. */
const FAIR_SHARE = 0.5;
const HEADROOM = 1.2;

/** How many wait for what a service has a limited number of. */
export const waitingIn = (report: StatusReport): number => readingOf(report, /wait|queued|pending/i) ?? 0;

const heldIn = (report: StatusReport): number => readingOf(report, /idle.in.tr|\bstuck|\bheld|abandon/i) ?? 0;

/** Room that the callee's own limit on the same kind of thing leaves; infinite when it shows none. */
function roomAt(facts: Facts, service: ServiceFacts): number {
  const rooms = dependenciesOf(facts, service.name).flatMap((name) =>
    (latestStatus(facts, name)?.gauges ?? []).flatMap(({ name: label, used, limit }) =>
      /connection|client/i.test(label) ? [limit - used] : [],
    ),
  );
  return Math.min(Infinity, ...rooms);
}

/** A used-up limit that a setting of the service sets, with what would be enough. */
export function enoughOf(
  facts: Facts,
  service: ServiceFacts,
  { used, limit }: Gauge,
  waiting: number,
): number {
  const wanted = Math.min(Math.max((used + waiting) * HEADROOM, limit * LEAST), limit * MOST);
  return Math.min(wanted, limit + Math.max(0, roomAt(facts, service)) * FAIR_SHARE);
}

function judge(facts: Facts, service: ServiceFacts, report: StatusReport, gauge: Gauge): Hypothesis[] {
  const [waiting, held] = [waitingIn(report), heldIn(report)];
  const wanted = enoughOf(facts, service, gauge, waiting);
  return (service.settings ?? []).flatMap((setting) => {
    if (amountOf(setting) !== gauge.limit || typeof setting.raw === 'boolean') return [];
    return [
      {
        cause: 'exhausted-capacity' as const,
        service: service.name,
        dependency: null,
        change: changeTo(setting, wanted, wanted > limitOfRounding ? 'up' : 'exact'),
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
          waiting === 0 && isWell(report) && { weight: -4, text: 'nobody waits for one' },
          held * 2 >= gauge.used && {
            weight: -6,
            text: `${held} of ${gauge.used} are held idle: more of them would be held too`,
          },
        ]),
      },
    ];
  });
}

/** Above this many, round numbers are written. */
const limitOfRounding = 12;

/** A limited thing of which all is in use. Memory is another matter: caches fill theirs on purpose. */
export function exhaustedCapacity(facts: Facts): Hypothesis[] {
  return [...facts.services.values()].flatMap((service) => {
    const report = latestStatus(facts, service.name);
    const full =
      report?.gauges.filter((gauge) => isFull(gauge) && !/mem|heap|disk|cpu/i.test(gauge.name)) ?? [];
    return report ? full.flatMap((gauge) => judge(facts, service, report, gauge)) : [];
  });
}
