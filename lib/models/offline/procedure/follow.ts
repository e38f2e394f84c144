import { type Demand, demandOf } from '../incident/demand.ts';
import { diagnose } from '../incident/diagnose.ts';
import { type Facts, latestStatus, serviceOf, TOOL } from '../incident/facts.ts';
import { changesOf, type Hypothesis, WEAK } from '../incident/hypothesis.ts';
import { knobsIn } from '../incident/knobs.ts';
import { waitingIn } from '../incident/rules/exhausted-capacity.ts';
import { NEAR, limitFor } from '../incident/rules/limit-below-demand.ts';
import { signalsIn } from '../incident/signals.ts';
import { call, type WantedCall } from '../reply.ts';
import { parseQuantity, roundUp, spell, spellingOf } from '../transcript/quantity.ts';
import type { Setting } from '../incident/parse-config.ts';
import { judgeEntry } from './applies.ts';
import { chooseSetting } from './choose-setting.ts';
import type { Entry } from './parse-entries.ts';
import { parseStep, type Role, type Step, type StepAction } from './parse-step.ts';
import { cacheOf, largestPart, traceErrors, unseenOnTrail, upstreamOf } from './roles.ts';

/** What following a procedure comes to next. */
export type Move =
  | { kind: 'calls'; calls: WantedCall[]; step: string }
  | { kind: 'abandon'; reason: string }
  | { kind: 'finished' };

/** A look at a log takes all that one call gives. */
const LINES = 20;

type Change = Extract<StepAction, { do: 'change' }>;
const abandon = (reason: string): Move => ({ kind: 'abandon', reason });

interface Situation {
  facts: Facts;
  front: string;
  /** Where the errors begin, as far as they were traced; the front when the procedure traces nothing. */
  origin: string;
  entry: Entry;
}

const upstreamIn = ({ facts, origin, entry }: Situation): string | null =>
  upstreamOf(facts, origin, signalsIn(entry.when));

const RESOLVE: Record<Role, (situation: Situation) => string | null> = {
  front: ({ front }) => front,
  origin: ({ origin }) => origin,
  upstream: upstreamIn,
  client: ({ facts, origin }) => largestPart(facts, origin, /client|caller|request/i),
  owner: ({ facts, origin }) => largestPart(facts, origin, /owner|volume|disk/i),
  cache: ({ facts, front }) => cacheOf(facts, front),
};

const serviceFor = (role: Role, situation: Situation): string | null => RESOLVE[role](situation);

/** The look that would tell which service a role means. */
function lookFor(role: Role, { facts, front, origin }: Situation): WantedCall | null {
  if (role === 'client' || role === 'owner') return lookCall('status', origin, facts);
  const unseen = role === 'cache' ? unseenOnTrail(facts, front) : null;
  return unseen === null ? lookCall('logs', origin, facts) : call(TOOL.status, { service_name: unseen });
}

/** The call that makes a look, when it has not been made. */
function lookCall(at: 'logs' | 'status' | 'config', service: string, facts: Facts): WantedCall | null {
  const seen = serviceOf(facts, service);
  const made = {
    logs: (seen?.log ?? null) !== null,
    status: (seen?.statuses.length ?? 0) > 0,
    config: seen?.configRead ?? false,
  };
  return made[at] ? null : call(TOOL[at], { service_name: service });
}

const demandIn = (situation: Situation): Demand | null => {
  const upstream = upstreamIn(situation);
  return upstream === null ? null : demandOf(situation.facts, situation.front, upstream);
};

/** Looks that the next decision needs: the upstream's tail and the settings of the service to change. */
function missingFor(change: Change, situation: Situation): WantedCall[] {
  const upstream = upstreamIn(situation);
  const service = serviceFor(change.role, situation);
  const needsDemand = change.basis === 'demand' && upstream !== null;
  return [
    needsDemand ? lookCall('status', upstream, situation.facts) : null,
    service === null ? null : lookCall('config', service, situation.facts),
  ].filter((item) => item !== null);
}

/** What is in use and waiting of the thing that a setting limits, as the status shows it. */
function useOf(setting: Setting, facts: Facts, service: string): number | null {
  const report = latestStatus(facts, service);
  const gauge = report?.gauges.find(({ limit }) => limit === setting.quantity?.value);
  return report && gauge ? gauge.used + waitingIn(report) : null;
}

function newValue(change: Change, setting: Setting, service: string, situation: Situation): string | null {
  if (typeof setting.raw === 'boolean') return null;
  const spelling = spellingOf(setting.key, setting.raw);
  if (change.value !== null) {
    const said = parseQuantity(change.value);
    if (!said || !spelling) return change.value;
    return spell(said.dimension === 'count' ? said.value * spelling.factor : said.value, spelling);
  }
  if (!spelling) return null;
  const demand = demandIn(situation);
  if (change.basis === 'demand' && demand && setting.knobs.includes('timeLimit')) {
    return limitFor(
      setting,
      Math.max((demand.tailMs ?? demand.ms) * (change.factor ?? 2), demand.ms * 1.25),
      1,
    );
  }
  const used = change.basis === 'demand' ? useOf(setting, situation.facts, service) : null;
  return spell(roundUp((used ?? setting.quantity?.value ?? 0) * (change.factor ?? 2)), spelling);
}

/** The setting that a step means; of several time limits the one that the failing calls run into. */
function settingFor(change: Change, service: string, { facts }: Situation): Setting | null {
  const settings = serviceOf(facts, service);
  if (change.keys.length > 0 || !change.knobs.includes('timeLimit')) return chooseSetting(settings, change);
  const hit = diagnose(facts).find(
    (one) => one.cause === 'limit-below-demand' && one.service === service && one.support > 0,
  );
  return settings?.settings?.find(({ key }) => key === hit?.change?.key) ?? chooseSetting(settings, change);
}

/** Steps that name no value but where it follows from: the address that is right, the value from before. */
function derivedChange(change: Change, service: string, facts: Facts): Hypothesis['change'] {
  const cause =
    change.to === 'earlier' ? 'recent-change' : change.knobs.includes('target') ? 'wrong-target' : null;
  const found = diagnose(facts).find((one) => one.cause === cause && one.service === service);
  return found?.change ?? null;
}

/** What was seen that the premise of a step speaks about. */
const groundsFor = ({ cause }: Step, { facts, front }: Situation): Hypothesis | undefined =>
  diagnose(facts, front).find((one) => one.cause === cause && one.support >= WEAK);

/** Whether the premise of a step holds; null while it cannot be told. */
function premiseHolds(step: Step, change: Change, situation: Situation): boolean | null {
  if (step.cause !== null) return groundsFor(step, situation) !== undefined;
  if (!step.condition) return true;
  const service = serviceFor(change.role, situation);
  const setting = service === null ? null : settingFor(change, service, situation);
  const demand = demandIn(situation);
  if (!setting?.quantity || !demand) return null;
  const ratio = Math.max(demand.tailMs ?? 0, demand.ms) / setting.quantity.value;
  return { above: ratio > 1, near: ratio >= NEAR, below: ratio < 1 }[step.condition.compare];
}

/** The change that the grounds of a step call for; its words only said which. */
function groundedMove(step: Step, situation: Situation): Move | null {
  const grounds = step.cause === null ? undefined : groundsFor(step, situation);
  if (!grounds) return null;
  const { service } = grounds;
  const calls = changesOf(grounds).map(({ key, to }) =>
    call(TOOL.update, { service_name: service, key, value: to }),
  );
  return calls.length === 0 ? null : { kind: 'calls', calls, step: step.text };
}

function makeChange(change: Change, situation: Situation): Move {
  const service = serviceFor(change.role, situation);
  if (service === null) return abandon('the log names no such service');
  const write = (key: string, value: string): Move => ({
    kind: 'calls',
    calls: [call(TOOL.update, { service_name: service, key, value })],
    step: '',
  });
  const derived = derivedChange(change, service, situation.facts);
  if (derived) return write(derived.key, derived.to);
  const setting = settingFor(change, service, situation);
  if (!setting || change.to === 'earlier') return abandon(`${service} has no such setting`);
  const value = newValue(change, setting, service, situation);
  return value === null || value === String(setting.raw)
    ? abandon(`\`${setting.key}\` of ${service} already has that value`)
    : write(setting.key, value);
}

function takeStep(step: Step, situation: Situation): Move | null {
  const { facts } = situation;
  const looking: WantedCall[] = [];
  for (const action of step.actions) {
    if (action.do === 'look') {
      const service = serviceFor(action.role, situation);
      // Which service is meant may show only in another look.
      const wanted = service === null ? lookFor(action.role, situation) : lookCall(action.at, service, facts);
      if (service === null && wanted === null) return abandon('nothing that was seen names such a service');
      if (wanted) looking.push(wanted);
    } else if (looking.length > 0) {
      break;
    } else if (action.do === 'change') {
      if (facts.writes.some(({ result }) => result.ok)) continue;
      const missing = step.cause === null ? missingFor(action, situation) : [];
      if (missing.length > 0) return { kind: 'calls', calls: missing, step: step.text };
      if (premiseHolds(step, action, situation) === false) return abandon('its condition does not hold here');
      return groundedMove(step, situation) ?? makeChange(action, situation);
    } else if (action.do === 'restart' && facts.writes.length === 0 && facts.restarts.length === 0) {
      if (step.cause !== null && !groundsFor(step, situation))
        return abandon('its condition does not hold here');
      const service = serviceFor(action.role, situation);
      if (service !== null)
        return { kind: 'calls', calls: [call(TOOL.restart, { service_name: service })], step: step.text };
    }
  }
  return looking.length > 0 ? { kind: 'calls', calls: looking, step: step.text } : null;
}

/** "Raise it", "raise the setting": which kind is meant was said in an earlier step. */
const withKnobsFrom =
  (texts: readonly string[]) =>
  (step: Step, index: number): Step => {
    const earlier = texts
      .slice(0, index)
      .map(knobsIn)
      .findLast((knobs) => knobs.length > 0);
    const actions = step.actions.map((action) =>
      action.do === 'change' && action.knobs.length + action.keys.length === 0
        ? { ...action, knobs: earlier ?? [] }
        : action,
    );
    return { ...step, actions };
  };

/**
 * The next move of an entry's procedure, grounded in what was seen. Steps whose looks were made are done; a step that
 * names what is not there, or whose premise is false, ends the following. Restarting after a write and checking the
 * result are what the agent does anyway, so those steps need no state here.
 */
export function follow(entry: Entry, facts: Facts, front: string): Move {
  const traces = entry.steps.some((text) => parseStep(text).actions.some((action) => action.do === 'trace'));
  const steps = entry.steps
    .map((text) => parseStep(text, traces ? 'origin' : 'front'))
    .map(withKnobsFrom(entry.steps));
  const tracing = steps.find(({ actions }) => actions.some((action) => action.do === 'trace'));
  const signs = signalsIn(entry.when);
  const traced = tracing ? traceErrors(facts, front, signs) : { origin: front };
  if (traced === null)
    return abandon(`no log on the way of the errors shows a sign of ${signs.join(' or ')}`);
  if (tracing && 'read' in traced)
    return {
      kind: 'calls',
      calls: [call(TOOL.logs, { service_name: traced.read, lines: LINES })],
      step: tracing.text,
    };
  const origin = 'origin' in traced ? traced.origin : front;
  const verdict = judgeEntry(entry, facts, front, origin);
  if (verdict.fits === 'no') return abandon(verdict.reason);
  const situation = { facts, front, origin, entry };
  const changes = steps.some(({ actions }) => actions.some((action) => action.do === 'change'));
  for (const step of steps) {
    // With a change to come, a restart in the procedure is there to load it.
    const actions = changes ? step.actions.filter((action) => action.do !== 'restart') : step.actions;
    const move = takeStep({ ...step, actions }, situation);
    if (move) return move.kind === 'calls' && move.step === '' ? { ...move, step: step.text } : move;
  }
  return { kind: 'finished' };
}
