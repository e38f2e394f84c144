import type { LinkParams } from './params.ts';
import { isValidAt } from './rules/clock.ts';
import type { PlannedLink, WorldPlan } from './world-plan.ts';
import { at } from './world-plan.ts';
import type { LinkFacts, ServiceState } from './world-state.ts';

/** What keeps all calls of a link from arriving; they fail within milliseconds. All 0 when nothing does. */
export type Barrier = Pick<LinkFacts, 'refused' | 'unknownHost' | 'denied' | 'handshake'>;

export const OPEN: Barrier = { refused: 0, unknownHost: 0, denied: 0, handshake: 0 };
const REFUSED: Barrier = { ...OPEN, refused: 1 };
const UNKNOWN_HOST: Barrier = { ...OPEN, unknownHost: 1 };
const DENIED: Barrier = { ...OPEN, denied: 1 };
const HANDSHAKE: Barrier = { ...OPEN, handshake: 1 };

/** `nowMs` is the true time, ms since the epoch. */
export function barrierOf(
  plan: WorldPlan,
  states: readonly ServiceState[],
  link: PlannedLink,
  nowMs: number,
): Barrier {
  const [caller, callee] = [at(states, link.fromIndex), at(states, link.toIndex)];
  const params = at(caller.config.params.links, link.position);
  const { target, rejected } = params;
  if (target && target.host !== link.to) {
    return target.host !== null && plan.places.has(target.host) ? REFUSED : UNKNOWN_HOST;
  }
  const { port } = callee.config.params;
  if (callee.downFor > 0 || (target?.port ?? port) !== port || rejected === 'refused') return REFUSED;
  if (rejected === 'unknown_host') return UNKNOWN_HOST;
  if (rejected === 'handshake' || !trusts(params, caller, callee, nowMs)) return HANDSHAKE;
  return rejected === 'denied' ? DENIED : OPEN;
}

/** Both ends look at the certificate, each with its own clock. */
function trusts(
  { certificates }: LinkParams,
  caller: ServiceState,
  callee: ServiceState,
  nowMs: number,
): boolean {
  return certificates.every(
    (validity) =>
      isValidAt(validity, nowMs + caller.config.params.clockOffsetMs) &&
      isValidAt(validity, nowMs + callee.config.params.clockOffsetMs),
  );
}
