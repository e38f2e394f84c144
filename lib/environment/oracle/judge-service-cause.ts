import { isValidAt } from '../model/rules/clock.ts';
import { isAccepted, readAll } from '../model/read-effect.ts';
import { at, placeOf } from '../model/world-plan.ts';
import type { CauseVerdict, Evidence, ServiceCause, ServiceEvidence } from './cause-evidence.ts';
import { round, serviceEvidence } from './cause-evidence.ts';
import { capacityBehind } from './usual-load.ts';

type Of<Is extends ServiceCause['is']> = Extract<ServiceCause, { is: Is }>;

const percent = (share: number): string => `${round(share * 100)} %`;

/** Judges a cause that lies in one service or on a volume. */
export function judgeServiceCause(evidence: Evidence, cause: ServiceCause): CauseVerdict {
  if (cause.is === 'disk_fits') return judgeDisk(evidence, cause);
  const found = serviceEvidence(evidence, cause.service);
  const { params, demand } = found;
  const { service } = cause;
  switch (cause.is) {
    case 'memory_fits':
    case 'memory_bounded':
      return judgeMemory(evidence, found, cause);
    case 'capacity_covers': {
      const capacity = params.capacityRps - params.backgroundRps;
      return {
        gone: capacity >= demand * cause.atLeast,
        detail: `${service} can take ${round(capacity, 1)} requests per second, ${round(capacity / demand, 2)} times the demand (asked: ${cause.atLeast}).`,
      };
    }
    case 'value_accepted':
      return judgeValue(evidence, cause);
    case 'rollout_at_most': {
      const share = params.rollouts.find(({ key }) => key === cause.key)?.share ?? 0;
      return {
        gone: share * 100 <= cause.atMost,
        detail: `${cause.key} of ${service} is on for ${percent(share)} of requests (asked: at most ${cause.atMost} %).`,
      };
    }
    case 'hit_ratio_at_least':
      return {
        gone: params.hit >= cause.atLeast,
        detail: `${service} answers ${percent(params.hit)} itself (asked: ${percent(cause.atLeast)}).`,
      };
    case 'background_at_most': {
      const share = params.backgroundRps / params.capacityRps;
      return {
        gone: share <= cause.atMost,
        detail: `Its own work takes ${percent(share)} of ${service} (asked: at most ${percent(cause.atMost)}).`,
      };
    }
    case 'limit_covers':
      return judgeLimit(evidence, found, cause);
    case 'consumers_cover': {
      const times = params.throughput / demandOnQueue(found);
      return {
        gone: times >= cause.atLeast,
        detail: `${service} can work off ${round(params.throughput, 1)} messages per second, ${round(times, 2)} times what comes in (asked: ${cause.atLeast}).`,
      };
    }
    case 'redelivery_bounded':
      return {
        gone: params.redeliveries > 0 && params.redeliveries <= cause.atMost,
        detail: `${service} delivers a failing message ${params.redeliveries === 0 ? 'for ever' : `${params.redeliveries} times`} (asked: at most ${cause.atMost}).`,
      };
    case 'certificate_valid':
      return judgeCertificates(evidence, found, service);
    case 'clock_synchronised':
      return {
        gone: params.clockOffsetMs === 0,
        detail: `The clock of ${service} is off by ${round(params.clockOffsetMs / 1000)} s.`,
      };
  }
}

/** A consumer's demand is what its queue gets. */
const demandOnQueue = ({ demand, planned }: ServiceEvidence): number =>
  Math.max(0.001, demand - planned.outsideRps);

function judgeMemory(
  { plan, params }: Evidence,
  { planned, params: own }: ServiceEvidence,
  { is, service, atMost }: Of<'memory_fits' | 'memory_bounded'>,
): CauseVerdict {
  const { limitMb, baseMb, cacheMb } = own.memory;
  const peak = baseMb + cacheMb;
  const node = plan.nodes.find(({ members }) => members.includes(planned.index));
  const promised = (node?.members ?? []).reduce((sum, index) => {
    const limit = at(params, index).memory.limitMb;
    return sum + (Number.isFinite(limit) ? limit : 0);
  }, 0);
  const bounded = is === 'memory_fits' || Number.isFinite(cacheMb);
  const gone = bounded && peak <= limitMb * atMost && promised <= (node?.memoryMb ?? Infinity);
  const need = Number.isFinite(peak) ? `needs ${round(peak)} MB` : 'grows without bound';
  const shared = node ? `; ${round(promised)} of ${node.memoryMb} MB of its node are promised` : '';
  return { gone, detail: `${service} ${need} and may use ${round(limitMb)} MB${shared}.` };
}

function judgeValue({ plan, configs }: Evidence, { service, key }: Of<'value_accepted'>): CauseVerdict {
  const index = placeOf(plan, service);
  const readings = readAll(
    { service: at(plan.services, index).service, config: at(configs, index) },
    'accepts',
  ).filter(({ setting }) => setting.key === key);
  const gone = readings.every(isAccepted);
  return { gone, detail: `${service} works with a ${key} that is ${gone ? '' : 'not '}accepted.` };
}

function judgeLimit(
  { plan, params }: Evidence,
  { planned, params: { rateLimit }, demand }: ServiceEvidence,
  { service, atLeast, atMost }: Of<'limit_covers'>,
): CauseVerdict {
  const capacity = capacityBehind(plan, params, planned.index);
  const gone = rateLimit >= demand * atLeast && rateLimit <= capacity * atMost;
  return {
    gone,
    detail: `${service} lets in ${round(rateLimit, 1)} requests per second; ${round(demand, 1)} are wanted, ${round(capacity, 1)} can be served (asked: ${atLeast} times the one to ${atMost} times the other).`,
  };
}

/** By the true time: whether the service's own clock agrees is another cause. */
function judgeCertificates({ plan }: Evidence, { params }: ServiceEvidence, service: string): CauseVerdict {
  const all = params.links.flatMap(({ certificates }) => certificates);
  const gone = all.every((validity) => isValidAt(validity, plan.startMs));
  return { gone, detail: `The certificate that ${service} uses is ${gone ? '' : 'not '}valid now.` };
}

function judgeDisk({ plan, params }: Evidence, { volume, atMost }: Of<'disk_fits'>): CauseVerdict {
  const found = plan.volumes.find(({ name }) => name === volume);
  if (!found) throw new Error(`There is no volume '${volume}'`);
  const kept = found.members.reduce((sum, index) => sum + at(params, index).diskGb, found.otherGb);
  const share = kept / found.sizeGb;
  return {
    gone: share <= atMost,
    detail: `What is kept on ${volume} comes to ${percent(share)} of it (asked: at most ${percent(atMost)}).`,
  };
}
