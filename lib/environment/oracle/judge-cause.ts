import { amountOf, formatDuration } from '../config-value.ts';
import { findEffect, reachesCallee, valueInForce } from '../model/read-effect.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import { need } from '../model/world-plan.ts';
import type { ServiceState } from '../model/world-state.ts';
import type { Cause } from '../scenario-schema.ts';

export interface CauseVerdict {
  /** True when the root cause is gone. */
  gone: boolean;
  detail: string;
}

type States = ReadonlyMap<string, ServiceState>;

/** Judges a cause by its effect on the loaded config, so that any repair in range counts. */
export function judgeCause(plan: WorldPlan, states: States, cause: Cause): CauseVerdict {
  if (cause.is === 'all') {
    const verdicts = cause.of.map((part) => judgeCause(plan, states, part));
    return {
      gone: verdicts.every(({ gone }) => gone),
      detail: verdicts.map(({ detail }) => detail).join(' '),
    };
  }
  return cause.is === 'timeout_covers' ? judgeTimeout(plan, states, cause) : judgeRoute(plan, states, cause);
}

function judgeTimeout(
  plan: WorldPlan,
  states: States,
  { from, to, atLeast, atMost }: Extract<Cause, { is: 'timeout_covers' }>,
): CauseVerdict {
  const { p99Ms } = need(plan.services, to).latency;
  const setting = findEffect(plan, from, 'timeout', to);
  const limitMs = setting && amountOf(setting, valueInForce(setting, need(states, from)));
  if (typeof limitMs !== 'number') return { gone: false, detail: `${from} has no limit for ${to}.` };
  const times = Math.round((limitMs / p99Ms) * 1000) / 1000;
  const gone = times >= atLeast && times <= atMost;
  const range = `${atLeast} to ${atMost} times`;
  return {
    gone,
    detail: `${from} allows ${to} ${formatDuration(limitMs)}, ${times.toFixed(2)} times its p99 of ${Math.round(p99Ms)} ms (asked: ${range}).`,
  };
}

function judgeRoute(
  plan: WorldPlan,
  states: States,
  { from, to }: Extract<Cause, { is: 'route_reaches' }>,
): CauseVerdict {
  const links = need(plan.outgoing, from).filter((link) => link.to === to);
  const gone = links.every((link) => reachesCallee(plan, states, link));
  return {
    gone,
    detail: gone
      ? `The route of ${from} leads to where ${to} listens.`
      : `The route of ${from} does not lead to where ${to} listens.`,
  };
}

/** The same judgement as if every service had loaded what is stored: what a write is worth before its restart. */
export function judgeStoredCause(plan: WorldPlan, states: States, cause: Cause): CauseVerdict {
  const restarted = new Map([...states].map(([name, state]) => [name, { ...state, loaded: state.stored }]));
  return judgeCause(plan, restarted, cause);
}
