import type { PlannedService } from '../model/world-plan.ts';
import type { Facts } from '../model/world-state.ts';

/** Who sends how many requests per second to a service: its callers, and its clients from outside. */
export function clientsOf(planned: PlannedService, facts: Facts): { name: string; rps: number }[] {
  const callers = planned.incoming.map((link) => ({
    name: link.from,
    rps: facts.links[link.index]?.attempts ?? 0,
  }));
  const clients = planned.service.clients.map(({ name, share }) => ({
    name,
    rps: planned.outsideRps * share,
  }));
  return [...callers, ...clients].filter(({ rps }) => rps > 0).toSorted((a, b) => b.rps - a.rps);
}
