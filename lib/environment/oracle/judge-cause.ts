import type { ServiceParams } from '../model/params.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import type { ServiceState } from '../model/world-state.ts';
import { readParams } from '../model/read-params.ts';
import { at } from '../model/world-plan.ts';
import type { Cause } from '../scenario-schema.ts';
import type { CauseVerdict, Evidence } from './cause-evidence.ts';
import { judgeLinkCause } from './judge-link-cause.ts';
import { judgeServiceCause } from './judge-service-cause.ts';

/** Judges a cause by its effect on the loaded config, so that any repair in range counts. */
export function judgeCause(plan: WorldPlan, states: readonly ServiceState[], cause: Cause): CauseVerdict {
  const params = states.map(({ config }) => config.params);
  const configs = states.map(({ config }) => config.loaded);
  return judge({ plan, params, configs }, cause);
}

/** The same judgement as if every service had loaded what is stored: what a write is worth before its restart. */
export function judgeStoredCause(
  plan: WorldPlan,
  states: readonly ServiceState[],
  cause: Cause,
): CauseVerdict {
  const configs = states.map(({ config }) => config.stored);
  const params: ServiceParams[] = configs.map((config, index) =>
    readParams(at(plan.services, index), config),
  );
  return judge({ plan, params, configs }, cause);
}

function judge(evidence: Evidence, cause: Cause): CauseVerdict {
  if (cause.is === 'all') {
    const verdicts = cause.of.map((part) => judge(evidence, part));
    return {
      gone: verdicts.every(({ gone }) => gone),
      detail: verdicts.map(({ detail }) => detail).join(' '),
    };
  }
  return 'from' in cause ? judgeLinkCause(evidence, cause) : judgeServiceCause(evidence, cause);
}
