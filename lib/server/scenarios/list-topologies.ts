import 'server-only';
import { parseScenario, readBank } from '#lib/environment/index.ts';
import type { ScenarioTopology } from '#lib/protocol/scenario.ts';
import { inWords } from './preview-scenario.ts';

/** The topologies that a file can extend, with what can go wrong in them. */
export function listTopologies(): ScenarioTopology[] {
  const { topologies } = readBank();
  return [...topologies.keys()].flatMap((topologyId) => {
    const text = `id: look\nextends: ${topologyId}\ntitle: ''\nsummary: ''\nrequest: ''\nroot: null\n`;
    const parsed = parseScenario(text, (id) => topologies.get(id));
    if (!parsed.ok) return [];
    const { services, links } = parsed.scenario;
    const title = topologies.get(topologyId)?.['title'];
    return [
      {
        topologyId,
        title: typeof title === 'string' ? title : topologyId,
        services: services.map(({ name, type, config }) => ({
          name,
          type,
          settings: config.map(({ key, value, unit, effects }) => ({
            key,
            value: inWords(value),
            unit: unit ?? null,
            effects: effects.map((effect) => ({
              kind: effect.kind,
              to: 'to' in effect && effect.to !== undefined ? effect.to : null,
            })),
          })),
        })),
        links: links.map(({ from, to }) => ({ from, to })),
      },
    ];
  });
}
