import { describe, expect, it } from 'vitest';
import { sampleWorld } from '#lib/testing/sample-run.ts';
import { layoutTopology, type PlacedNode } from './layout-topology.ts';

const apart = (a: PlacedNode, b: PlacedNode) =>
  Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;

describe('the topology picture', () => {
  it('places every service once, inside the picture and clear of the others', () => {
    const { nodes, width, height } = layoutTopology(sampleWorld(0));
    expect(nodes.map(({ name }) => name)).toEqual(sampleWorld(0).services.map(({ name }) => name));
    for (const node of nodes) {
      expect(node.x - node.width / 2).toBeGreaterThanOrEqual(0);
      expect(node.x + node.width / 2).toBeLessThanOrEqual(width);
      expect(node.y + node.height / 2).toBeLessThanOrEqual(height);
      expect(nodes.filter((other) => other !== node && !apart(node, other))).toEqual([]);
    }
  });

  it('stands still while health changes', () => {
    expect(layoutTopology(sampleWorld(9, 'fixed'))).toEqual(layoutTopology(sampleWorld(0)));
  });

  it('survives a world without links, without services, and a link to nowhere', () => {
    const world = sampleWorld(0);
    expect(layoutTopology({ ...world, links: [] }).links).toEqual([]);
    expect(layoutTopology({ services: [], links: [] }).nodes).toEqual([]);
    const ghost = { from: 'orders', to: 'ghost', errorRate: 0 };
    expect(layoutTopology({ ...world, links: [ghost] }).links).toEqual([]);
  });
});
