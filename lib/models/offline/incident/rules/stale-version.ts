import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell, type StatusReport } from '../parse-status.ts';

type Mismatch = StatusReport['stale'][number];

function judge(service: ServiceFacts, report: StatusReport, { what, stored, loaded }: Mismatch): Hypothesis {
  const evidence = weigh([
    { weight: 2.5, text: `${what}: ${stored} is stored, ${loaded} is loaded` },
    isWell(report) ? { weight: -2, text: `${service.name} works all the same` } : { weight: 1.5, text: '' },
    (service.log ?? []).some(({ signals, level }) => level !== 'INFO' && signals.includes('auth')) && {
      weight: 3.5,
      text: `${service.name} logs rejected credentials`,
    },
  ]);
  return {
    cause: 'stale-version',
    service: service.name,
    dependency: null,
    change: null,
    claim: `${service.name} still runs with ${what} ${loaded} although ${stored} is stored`,
    ...evidence,
  };
}

/** A failing process that still runs with an older version than the stored one: it wants a restart, not a setting. */
export function staleVersion(facts: Facts): Hypothesis[] {
  return [...facts.services.values()].flatMap((service) => {
    const report = latestStatus(facts, service.name);
    const own = facts.writes.some((write) => write.service === service.name && write.result.ok);
    if (!report || own) return [];
    return report.stale.map((mismatch) => judge(service, report, mismatch));
  });
}
