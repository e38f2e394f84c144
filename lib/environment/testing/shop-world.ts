import { readBank } from '../file/bank.ts';
import { parseScenario } from '../file/parse-scenario.ts';
import { planWorld } from '../model/world-plan.ts';
import { at, placeOf } from '../model/world-plan.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import type { LinkFacts, ServiceFacts } from '../model/world-state.ts';
import type { CauseVerdict } from '../oracle/cause-evidence.ts';
import { judgeCause } from '../oracle/judge-cause.ts';
import type { Cause, ScenarioDefinition } from '../scenario-schema.ts';
import { advance, openSession } from '../session.ts';

/** A built-in topology with some changes, as a scenario in which nothing has a name yet; for tests. */
export function scenarioFrom(changes: object, topology = 'shop'): ScenarioDefinition {
  const file = { id: 'test', extends: topology, title: 't', summary: 's', request: 'r', ...changes };
  const parsed = parseScenario(JSON.stringify(file), (id) => readBank().topologies.get(id));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

/** What one sees in such a world after some more ticks. */
export interface Seen {
  plan: WorldPlan;
  service: (name: string) => ServiceFacts;
  link: (from: string, to: string) => LinkFacts;
  judge: (cause: Cause) => CauseVerdict;
}

export function see(changes: object, { topology = 'shop', ticks = 0 } = {}): Seen {
  const plan = planWorld(scenarioFrom(changes, topology), 1);
  const { world } = advance(plan, openSession(plan), ticks);
  return {
    plan,
    service: (name) => at(world.facts.services, placeOf(plan, name)),
    link: (from, to) => {
      const link = plan.links.find((candidate) => candidate.from === from && candidate.to === to);
      return at(world.facts.links, link?.index ?? -1);
    },
    judge: (cause) => judgeCause(plan, world.services, cause),
  };
}

/** Changes to the config of one service. */
export const config = (service: string, values: object, rest: object = {}): object => ({
  services: { [service]: { config: values } },
  ...rest,
});
