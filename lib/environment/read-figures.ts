import type { ServiceColumns, WorldFigures } from '#lib/protocol/world-figures.ts';
import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';
import type { PlannedService, WorldPlan } from './model/world-plan.ts';
import { at } from './model/world-plan.ts';
import type { Facts } from './model/world-state.ts';
import { readOut } from './tools/read-out.ts';

type Figures = Pick<ServiceSnapshot, 'errorRate' | 'p50Ms' | 'p99Ms' | 'requestsPerSecond'> &
  Required<Pick<ServiceSnapshot, 'utilisation' | 'curves'>>;

/** All numbers of a service in one tick, as monitoring shows them. */
export function readFigures(plan: WorldPlan, facts: Facts, planned: PlannedService): Figures {
  const shown = readOut(plan, facts, planned);
  return {
    ...shown,
    errorRate: toThousandths(shown.errorRate),
    utilisation: toThousandths(at(facts.services, planned.index).utilisation),
    curves: readCurves(planned, facts),
  };
}

/** The figures of ticks that follow each other, oldest first. */
export function inColumns(plan: WorldPlan, ticks: readonly Facts[]): WorldFigures {
  return {
    fromTick: at(ticks, 0).tick,
    services: plan.services.map((planned) =>
      columnsOf(
        planned.service.name,
        ticks.map((facts) => readFigures(plan, facts, planned)),
      ),
    ),
  };
}

function columnsOf(name: string, rows: readonly Figures[]): ServiceColumns {
  const keys = new Set(rows.flatMap(({ curves }) => Object.keys(curves)));
  return {
    name,
    errorRate: rows.map(({ errorRate }) => errorRate),
    p99Ms: rows.map(({ p99Ms }) => p99Ms),
    requestsPerSecond: rows.map(({ requestsPerSecond }) => requestsPerSecond),
    utilisation: rows.map(({ utilisation }) => utilisation),
    curves: Object.fromEntries([...keys].map((key) => [key, rows.map(({ curves }) => curves[key] ?? null)])),
  };
}

/** Numbers of a service that are worth a curve, where it has them. */
function readCurves(
  { service, index, outgoing }: PlannedService,
  { services, links }: Facts,
): Record<string, number> {
  const facts = at(services, index);
  const { memory } = facts.state.config.params;
  const curves: Record<string, number> = {};
  if (Number.isFinite(memory.limitMb))
    curves['memory'] = toThousandths(facts.state.memoryMb / memory.limitMb);
  if (service.consumes) curves['queue'] = Math.round(facts.state.lag);
  if (facts.hit > 0) curves['hitRatio'] = toThousandths(facts.hit);
  if (service.disk) curves['disk'] = toThousandths(facts.diskUsed);
  const pools = outgoing.map((link) => at(links, link.index)).filter(({ pool }) => pool !== Infinity);
  if (pools.length > 0)
    curves['pool'] = toThousandths(
      Math.max(...pools.map(({ wanted, pool, idle }) => (wanted + idle) / pool)),
    );
  const attempts = outgoing.map((link) => at(links, link.index)).filter(({ retries }) => retries > 0);
  if (attempts.length > 0) {
    curves['attempts'] = toThousandths(
      Math.max(...attempts.map((link) => (link.requests > 0 ? link.attempts / link.requests : 1))),
    );
  }
  return curves;
}

/** As fine as the pages show shares, and less to store. */
export const toThousandths = (value: number): number => Math.round(value * 1000) / 1000;
