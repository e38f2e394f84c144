import { DISK_FULL } from '../model/measure-service.ts';
import { timeOf } from '../model/tick.ts';
import type { PlannedService, WorldPlan } from '../model/world-plan.ts';
import { at } from '../model/world-plan.ts';
import type { Facts, LinkFacts, ServiceFacts } from '../model/world-state.ts';
import type { Signal } from '../scenario-schema.ts';

/** Whom a line is about. */
export interface Scene {
  plan: WorldPlan;
  planned: PlannedService;
  facts: Facts;
  self: ServiceFacts;
  upstream: string;
  link: LinkFacts | undefined;
  callee: ServiceFacts | undefined;
}

/** The parties of a signal when it holds in this tick; a service that is down writes nothing but its end. */
export function findScene(
  plan: WorldPlan,
  planned: PlannedService,
  signal: Signal,
  facts: Facts,
): Scene | null {
  const self = at(facts.services, planned.index);
  const upstream = 'to' in signal ? signal.to : '';
  const link = planned.outgoing.find(({ to }) => to === upstream);
  const scene: Scene = {
    plan,
    planned,
    facts,
    self,
    upstream,
    link: link && facts.links[link.index],
    callee: link && facts.services[link.toIndex],
  };
  const speaks = self.up || signal.is === 'killed' || signal.is === 'crash_loop';
  return speaks && HOLDS[signal.is](scene, signal) ? scene : null;
}

const NOTABLE = 0.01;
const SLOW_MS = 300;
const LOW_HIT_RATIO = 0.6;
const LOOPING = 2;
/** A queue that is longer than so many seconds of what comes in. */
const BEHIND_S = 60;
const KILLED = 137;

const HOLDS: Readonly<Record<Signal['is'], (scene: Scene, signal: Signal) => boolean>> = {
  always: () => true,
  started: ({ self }) => self.up && self.state.age === 0,
  timed_out: ({ link }) => (link?.timedOut ?? 0) > NOTABLE,
  refused: ({ link }) => (link?.refused ?? 0) > 0,
  unknown_host: ({ link }) => (link?.unknownHost ?? 0) > 0,
  denied: ({ link }) => (link?.denied ?? 0) > 0,
  handshake_failed: (scene, signal) =>
    (scene.link?.handshake ?? 0) > 0 &&
    (!('as' in signal) || signal.as === undefined || signal.as === reasonOf(scene)),
  retried: ({ link }) => (link?.retries ?? 0) > 0 && (link?.attemptsPerRequest ?? 1) > 1 + NOTABLE,
  slow_answer: ({ link, callee }) => (link?.slow ?? 0) > NOTABLE && (callee?.p99Ms ?? 0) > SLOW_MS,
  error_answer: ({ link }) => (link?.transient ?? 0) > NOTABLE,
  check_failed: ({ callee }) => callee !== undefined && callee.health !== 'healthy',
  check_passed: ({ callee }) => callee?.health === 'healthy',
  pool_waiting: ({ link }) => link !== undefined && link.wanted > link.pool - link.idle,
  idle_in_transaction: ({ link }) => (link?.idle ?? 0) > 0.5 * (link?.pool ?? 1),
  slow_request: ({ self }) => self.up,
  request_errors: ({ self }, signal) => {
    const failure = 'failure' in signal ? signal.failure : undefined;
    if (failure === undefined) return self.own > NOTABLE;
    return self.state.config.params.rejections.some((rejection) => rejection.failure === failure);
  },
  background_errors: ({ self }) => self.errorRate - self.failing > NOTABLE,
  flag_error: ({ self }, signal) => signal.is === 'flag_error' && failsUnder(self, signal),
  slots_full: ({ self }) => self.slots.utilisation > 1,
  overloaded: ({ self }) => self.utilisation > 1,
  connections_full: ({ self }) => self.connections.wanted > self.connections.limit,
  killed: ({ self }) => self.state.failedNow && self.state.exitCode === KILLED,
  crash_loop: ({ self }) => self.state.failedNow && self.state.failures >= LOOPING,
  rate_limited: ({ self }) => self.limited > NOTABLE,
  lagging: ({ self: { state } }) => state.lag > BEHIND_S * state.inRate && state.inRate > 0,
  stuck: ({ self }) => self.state.stuck,
  disk_full: ({ self }) => self.diskUsed >= DISK_FULL,
  evicting: ({ self }) => self.state.config.params.room < 1,
  hit_ratio_low: ({ self }) => self.hit < LOW_HIT_RATIO,
};

/** Requests fail among those that run the new code (what it breaks and everything else) or the old (everything else). */
function failsUnder(self: ServiceFacts, { key, state }: Extract<Signal, { is: 'flag_error' }>): boolean {
  const { rollouts, rejections } = self.state.config.params;
  const rollout = rollouts.find((candidate) => candidate.key === key);
  if (!rollout) return false;
  const other = rejections.reduce((fine, { share }) => fine * (1 - share), 1) < 1 - NOTABLE;
  if (state === 'on') return rollout.share > 0 && (other || rollout.errorShare > NOTABLE);
  return rollout.share < 1 && other;
}

/** Which of the two a clock says of the first certificate that it does not accept. */
export function reasonOf({ plan, planned, facts, self, upstream }: Scene): 'expired' | 'not_yet_valid' {
  const link = planned.outgoing.find(({ to }) => to === upstream);
  const { params } = self.state.config;
  const clockMs = timeOf(plan, facts.tick) + params.clockOffsetMs;
  const certificates = link ? at(params.links, link.position).certificates : [];
  return certificates.some(([from]) => clockMs < from) ? 'not_yet_valid' : 'expired';
}
