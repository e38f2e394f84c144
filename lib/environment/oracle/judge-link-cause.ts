import { formatDuration } from '../config-value.ts';
import { idleTarget } from '../model/rules/stocks.ts';
import { at } from '../model/world-plan.ts';
import type { CauseVerdict, Evidence, LinkCause, LinkEvidence } from './cause-evidence.ts';
import { demandOf, linkEvidence, round } from './cause-evidence.ts';

type Of<Is extends LinkCause['is']> = Extract<LinkCause, { is: Is }>;

/** Judges a cause that lies on a link. */
export function judgeLinkCause(evidence: Evidence, cause: LinkCause): CauseVerdict {
  const link = linkEvidence(evidence, cause);
  switch (cause.is) {
    case 'timeout_covers':
      return judgeTimeout(link, cause);
    case 'route_reaches':
    case 'address_reaches':
      return judgeAddress(link, cause);
    case 'pool_covers':
      return judgePool(link, cause);
    case 'idle_bounded':
      return judgeIdle(link, cause);
    case 'amplification_below':
      return judgeAmplification(link, cause);
    case 'poll_at_most':
      return {
        gone: link.own.pollRps <= cause.rps,
        detail: `Clients of ${cause.from} ask ${cause.to} ${round(link.own.pollRps, 1)} times per second (asked: at most ${cause.rps}).`,
      };
  }
}

function judgeTimeout(
  { own: { timeoutMs }, calleeP99Ms }: LinkEvidence,
  { from, to, atLeast, atMost }: Of<'timeout_covers'>,
): CauseVerdict {
  if (!Number.isFinite(timeoutMs)) return { gone: false, detail: `${from} has no limit for ${to}.` };
  const times = Math.round((timeoutMs / calleeP99Ms) * 1000) / 1000;
  return {
    gone: times >= atLeast && times <= atMost,
    detail: `${from} allows ${to} ${formatDuration(timeoutMs)}, ${times.toFixed(2)} times its p99 of ${Math.round(calleeP99Ms)} ms (asked: ${atLeast} to ${atMost} times).`,
  };
}

function judgeAddress(
  { own: { target }, callee }: LinkEvidence,
  { is, from, to }: Of<'route_reaches' | 'address_reaches'>,
): CauseVerdict {
  const gone = target === null || (target.host === to && (target.port ?? callee.port) === callee.port);
  const what = is === 'route_reaches' ? 'route' : 'address';
  return {
    gone,
    detail: gone
      ? `The ${what} of ${from} leads to where ${to} listens.`
      : `The ${what} of ${from} does not lead to where ${to} listens.`,
  };
}

/** Every pool of the callee's callers counts against its limit, as far as it may grow. */
function judgePool({ evidence, link, own, callee }: LinkEvidence, cause: Of<'pool_covers'>): CauseVerdict {
  const { plan, params } = evidence;
  const { links } = demandOf(evidence);
  const wantedBy = (index: number, holdMs: number | undefined) => (at(links, index) * (holdMs ?? 0)) / 1000;
  const demand = wantedBy(link.index, link.holdMs);
  const all = at(plan.services, link.toIndex).incoming.reduce((sum, other) => {
    const { pool, eager } = at(at(params, other.fromIndex).links, other.position);
    return sum + (eager ? pool : Math.min(pool, wantedBy(other.index, other.holdMs)));
  }, 0);
  const idle = own.idle ? idleTarget(own.pool, own.idle) : 0;
  const gone = own.pool - idle >= demand * cause.atLeast && all <= callee.connectionLimit;
  return {
    gone,
    detail: `${cause.from} may open ${round(own.pool)} connections to ${cause.to}, needs ${round(demand, 1)} (asked: ${cause.atLeast} times), and all callers together open ${round(all)} of ${round(callee.connectionLimit)}.`,
  };
}

function judgeIdle({ own }: LinkEvidence, { from, to, atMost }: Of<'idle_bounded'>): CauseVerdict {
  const share = own.idle && Number.isFinite(own.pool) ? idleTarget(own.pool, own.idle) / own.pool : 0;
  return {
    gone: share <= atMost,
    detail: `Abandoned transactions hold ${round(share * 100)} % of the connections of ${from} to ${to} (asked: at most ${round(atMost * 100)} %).`,
  };
}

/** The worst case: every attempt fails, and as many retries as crowd together land at once. */
function judgeAmplification(
  { own }: LinkEvidence,
  { from, to, atMost, retries }: Of<'amplification_below'>,
): CauseVerdict {
  const times = 1 + Math.min(own.retries, own.retryBudget) * own.crowding;
  return {
    gone: times <= atMost && own.retries >= retries,
    detail: `When all calls of ${from} to ${to} fail, ${times.toFixed(2)} attempts per request land together (asked: at most ${atMost}, with ${retries} retries or more; it has ${own.retries}).`,
  };
}
