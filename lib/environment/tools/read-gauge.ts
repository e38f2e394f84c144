import { writeValue } from '../config-value.ts';
import { tremble } from '../model/noise.ts';
import type { PlannedService, WorldPlan } from '../model/world-plan.ts';
import { at } from '../model/world-plan.ts';
import type { LinkFacts, ServiceFacts, WorldState } from '../model/world-state.ts';
import type { Gauge } from '../scenario-schema.ts';
import { clientsOf } from './clients-of.ts';
import { RATE_SPREAD } from './read-out.ts';
import { poolWaiting } from './word-line.ts';

interface Dial {
  plan: WorldPlan;
  world: WorldState;
  planned: PlannedService;
  self: ServiceFacts;
  gauge: Gauge;
}

/** A gauge as `check_service_status` shows it. */
export function readGauge(plan: WorldPlan, world: WorldState, planned: PlannedService, gauge: Gauge): string {
  return READ[gauge.reads]({ plan, world, planned, self: at(world.facts.services, planned.index), gauge });
}

const READ: Readonly<Record<Gauge['reads'], (dial: Dial) => string>> = {
  slots: ({ self }) => ofLimit(self.slots.used, self.slots.limit),
  slots_peak: ({ self }) => ofLimit(self.slots.peak, self.slots.limit),
  connections: ({ self }) => ofLimit(self.connections.used, self.connections.limit),
  pool: (dial) => {
    const link = linkOf(dial);
    return link ? ofLimit(Math.min(link.pool, link.wanted + link.idle), link.pool) : 'none';
  },
  pool_waiting: (dial) => String(withLink(dial, poolWaiting)),
  pool_idle: (dial) => `${Math.round(withLink(dial, ({ idle }) => idle))} idle in transaction`,
  cpu: (dial) => `${Math.round(100 * trembled(dial, cpuShare(dial.self.utilisation)))} %`,
  own_work: ({ self: { state } }) => {
    const { backgroundRps, capacityRps } = state.config.params;
    return `${Math.round((100 * backgroundRps) / capacityRps)} % of capacity`;
  },
  offered: (dial) => trembled(dial, dial.self.offered).toFixed(0),
  memory: ({ self: { state } }) => {
    const { limitMb } = state.config.params.memory;
    const used = Math.round(state.memoryMb);
    return Number.isFinite(limitMb) ? `${used} of ${Math.round(limitMb)} MB` : `${used} MB`;
  },
  restarts: ({ self }) => String(self.state.failures),
  last_exit: ({ self }) => (self.state.failures > 0 ? `code ${self.state.exitCode}` : 'none'),
  lag: ({ self }) => String(Math.round(self.state.lag)),
  in_rate: (dial) => trembled(dial, dial.self.state.inRate).toFixed(1),
  out_rate: (dial) => trembled(dial, dial.self.state.outRate).toFixed(1),
  offset: ({ self }) => String(OFFSET + Math.round(self.state.offset)),
  hit_ratio: (dial) => `${(100 * Math.min(1, trembled(dial, dial.self.hit))).toFixed(1)} %`,
  evictions: (dial) => {
    const { room } = dial.self.state.config.params;
    return String(Math.round(trembled(dial, room < 1 ? dial.self.requests * (1 - dial.self.hit) : 0)));
  },
  disk: ({ self }) => `${Math.round(100 * Math.min(1, self.diskUsed))} % of volume`,
  disk_owners: diskOwners,
  amplification: (dial) => `${amplification(dial).toFixed(2)} attempts per request`,
  clients: clientShares,
  clock_offset: ({ self }) => `${Math.round(self.state.config.params.clockOffsetMs / 1000)} s`,
  certificate: ({ self, gauge }) =>
    gauge.reads === 'certificate' ? writeValue(self.state.config.loaded[gauge.key] ?? 'none') : 'none',
  versions: ({ self, gauge }) => {
    if (gauge.reads !== 'versions') return 'none';
    const { stored, loaded } = self.state.config;
    return `stored ${writeValue(stored[gauge.key] ?? 'none')}, loaded ${writeValue(loaded[gauge.key] ?? 'none')}`;
  },
  steady: (dial) => readSteady(dial),
};

const OFFSET = 1_840_000;
/** A busy processor shows no more than this. */
const FULL_CPU = 0.97;

const cpuShare = (utilisation: number): number => Math.min(FULL_CPU, utilisation);

const ofLimit = (used: number, limit: number): string =>
  Number.isFinite(limit) ? `${Math.round(used)} of ${limit}` : String(Math.round(used));

function linkOf({ planned, world, gauge }: Dial): LinkFacts | undefined {
  const to = 'to' in gauge ? gauge.to : undefined;
  const link = planned.outgoing.find((candidate) => candidate.to === to);
  return link && world.facts.links[link.index];
}

function withLink(dial: Dial, read: (link: LinkFacts) => number): number {
  const link = linkOf(dial);
  return link ? read(link) : 0;
}

const trembled = ({ plan, world, planned, gauge }: Dial, value: number): number =>
  value * tremble(RATE_SPREAD, plan.seed, world.tick, planned.service.name, gauge.label);

/** Attempts per request on the named link, or on the worst one. */
function amplification(dial: Dial): number {
  const { planned, world, gauge } = dial;
  if ('to' in gauge && gauge.to !== undefined) return withLink(dial, attemptsOf);
  return Math.max(1, ...planned.outgoing.map(({ index }) => attemptsOf(at(world.facts.links, index))));
}

const attemptsOf = ({ attempts, requests }: LinkFacts): number => (requests > 0 ? attempts / requests : 1);

function clientShares({ planned, world }: Dial): string {
  const clients = clientsOf(planned, world.facts);
  const total = clients.reduce((sum, { rps }) => sum + rps, 0);
  if (total === 0) return 'none';
  return clients.map(({ name, rps }) => `${name} ${Math.round((100 * rps) / total)} %`).join(', ');
}

function diskOwners({ plan, world, planned }: Dial): string {
  const volume = plan.volumes.find(({ name }) => name === planned.service.disk?.volume);
  if (!volume) return 'none';
  const owners = volume.members
    .map((index) => ({ name: at(plan.services, index).service.name, gb: at(world.services, index).diskGb }))
    .toSorted((a, b) => b.gb - a.gb)
    .map(({ name, gb }) => `${name} ${Math.round((100 * gb) / volume.sizeGb)} %`);
  return [...owners, `other ${Math.round((100 * volume.otherGb) / volume.sizeGb)} %`].join(', ');
}

function readSteady(dial: Dial): string {
  const { gauge } = dial;
  if (gauge.reads !== 'steady') return '';
  const unit = gauge.unit === '' ? '' : ` ${gauge.unit}`;
  const shown = trembled(dial, gauge.value).toFixed(gauge.digits);
  return gauge.of === undefined ? `${shown}${unit}` : `${shown} of ${gauge.of}${unit}`;
}
