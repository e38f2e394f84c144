'use client';

import { useState } from 'react';
import { entryService } from '#components/run/prepare-moments.ts';
import { ServiceLine } from '#components/run/service-line.tsx';
import type { TopologyLayout } from '#components/run/layout-topology.ts';
import { TopologyView } from '#components/run/topology-view.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ScenarioCard } from '#lib/protocol/story.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';

/** The system that Act 1 meets, while there is no run to show. */
export interface StoryScene {
  world: WorldSnapshot;
  layout: TopologyLayout;
}

/** What Act 1 will meet: the report, and the system that it is about. */
export function StorySystem({ card, scene }: { card: ScenarioCard; scene: StoryScene }) {
  const { world, layout } = scene;
  const [name, setName] = useState(() => entryService(world)?.name ?? '');
  const service = world.services.find((each) => each.name === name);
  return (
    <Panel
      title="The system when the report comes in"
      actions={
        <span className="text-xs text-muted max-sm:hidden">
          simulated; the agent sees it through its five tools
        </span>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="break-words whitespace-pre-wrap">
          <span className="text-muted">Report: </span>
          {card.request}
        </p>
        <TopologyView
          layout={layout}
          world={world}
          changes={[]}
          position={0}
          selected={name}
          onSelect={setName}
        />
        {service && <ServiceLine service={service} changes={[]} position={0} />}
      </div>
    </Panel>
  );
}
