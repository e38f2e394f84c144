import { type Facts, latestStatus } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell } from '../parse-status.ts';

/** A setting that somebody changed lately and that still has the new value. Coincidence is common, so this is weak. */
export function recentChange(facts: Facts): Hypothesis[] {
  return [...facts.services.values()].flatMap((service) => {
    const report = latestStatus(facts, service.name);
    const trouble = new Set(
      (service.log ?? []).filter(({ failed }) => failed).flatMap(({ signals }) => signals),
    );
    return (service.log ?? []).flatMap(({ change }) => {
      const setting = service.settings?.find(
        ({ key }) => key === change?.key || key.endsWith(`.${change?.key}`),
      );
      if (!change || !setting || String(setting.raw) !== change.to || change.from === change.to) return [];
      return [
        {
          cause: 'recent-change' as const,
          service: service.name,
          dependency: null,
          change: { key: setting.key, from: change.to, to: change.from },
          claim: `\`${setting.key}\` of ${service.name} was changed from ${change.from} to ${change.to}`,
          ...weigh([
            { weight: 2.5, text: `the log shows the change from ${change.from} to ${change.to}` },
            report !== undefined &&
              !isWell(report) && { weight: 1, text: `${service.name} is ${report.health}` },
            setting.knobs.includes('timeLimit') && trouble.has('timeout') && { weight: 1.5, text: '' },
            report !== undefined &&
              isWell(report) && { weight: -2, text: `${service.name} works all the same` },
          ]),
        },
      ];
    });
  });
}
