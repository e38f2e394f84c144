import type { ServiceParams } from '../model/params.ts';
import type { PlannedService, WorldPlan } from '../model/world-plan.ts';
import { at } from '../model/world-plan.ts';

/** Demand per second when nothing fails, is limited or retried: what capacity must be measured against. */
export interface UsualLoad {
  services: readonly number[];
  links: readonly number[];
}

/** From outside, through all services, under the given configs. */
export function usualLoad(plan: WorldPlan, params: readonly ServiceParams[]): UsualLoad {
  return flow(plan, params, ({ outsideRps, service, queueIndex }, services) =>
    queueIndex < 0 ? outsideRps : outsideRps + (services[queueIndex] ?? 0) * (service.consumes?.share ?? 1),
  );
}

/** Requests per second at a service with which the first of everything behind it (and itself) is fully used. */
export function capacityBehind(plan: WorldPlan, params: readonly ServiceParams[], index: number): number {
  const unit = flow(plan, params, (planned) => (planned.index === index ? 1 : 0), false);
  const most = plan.services.map(({ index: place }) => {
    const share = unit.services[place] ?? 0;
    const { capacityRps, backgroundRps } = at(params, place);
    return share > 0 ? (capacityRps - backgroundRps) / share : Infinity;
  });
  return Math.min(...most);
}

function flow(
  plan: WorldPlan,
  params: readonly ServiceParams[],
  source: (planned: PlannedService, services: readonly number[]) => number,
  polls = true,
): UsualLoad {
  const services: number[] = [];
  const links: number[] = [];
  // A queue's consumer may come before the queue: the second round knows what the first has found.
  for (let round = 0; round < 2; round += 1) {
    for (const planned of plan.callersFirst) {
      const { index } = planned;
      let rps = source(planned, services);
      for (const link of planned.incoming) rps += links[link.index] ?? 0;
      services[index] = rps;
      for (const link of planned.outgoing) {
        const miss = link.cacheIndex < 0 ? 1 : 1 - at(params, link.cacheIndex).hit;
        const pollRps = polls ? at(at(params, index).links, link.position).pollRps : 0;
        links[link.index] = rps * link.share * miss + pollRps;
      }
    }
  }
  return { services, links };
}
