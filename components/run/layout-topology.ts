import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';

export interface Point {
  x: number;
  y: number;
}
export interface PlacedNode extends Point {
  name: string;
  width: number;
  height: number;
}
export interface PlacedLink {
  from: string;
  to: string;
  points: Point[];
  /** Where a label may stand without covering a node. */
  middle: Point;
}
/** Where everything stands; `x`/`y` of a node are its centre. It depends on names and links alone, so it never moves during a run. */
export interface TopologyLayout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  links: PlacedLink[];
}

/**
 * Advance of an 11 px Geist Mono glyph where glyphs stand on whole pixels (6.6 elsewhere), and what a node adds around
 * its name (icon, gaps, padding).
 */
const GLYPH = 7.1;
const NODE_EXTRA = 34;
const NODE_MIN = 104;
const NODE_HEIGHT = 54;
const MARGIN = 6;
/** Room under a node for the tag that names its changed keys. */
const TAG_ROOM = 30;
/** The box that pages usually give the picture; the direction that fits it larger wins. */
const BOX = { width: 400, height: 360 };

type Shape = {
  services: readonly Pick<WorldSnapshot['services'][number], 'name'>[];
  links: readonly Pick<WorldSnapshot['links'][number], 'from' | 'to'>[];
};

/** Places the services of a world. Imports dagre: call it on the server, or load it lazily. */
export function layoutTopology(world: Shape): TopologyLayout {
  const across = place(world, 'LR');
  const down = place(world, 'TB');
  const fit = (it: TopologyLayout) => Math.min(1, BOX.width / it.width, BOX.height / it.height);
  return fit(across) >= fit(down) ? across : down;
}

function place(world: Shape, rankdir: 'LR' | 'TB'): TopologyLayout {
  const names = new Set(world.services.map(({ name }) => name));
  const links = world.links.filter(({ from, to }) => names.has(from) && names.has(to));
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({
    rankdir,
    nodesep: rankdir === 'LR' ? TAG_ROOM + 4 : 16,
    ranksep: rankdir === 'LR' ? 54 : TAG_ROOM + 24,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of names) graph.setNode(name, { width: widthOf(name), height: NODE_HEIGHT });
  for (const { from, to } of links) graph.setEdge(from, to);
  layout(graph);
  return {
    ...extent(graph.graph()),
    nodes: [...names].map((name) => {
      const { x = 0, y = 0 } = graph.node(name);
      return { name, x, y, width: widthOf(name), height: NODE_HEIGHT };
    }),
    links: links.map(({ from, to }) => {
      const points = graph.edge(from, to).points ?? [];
      return { from, to, points, middle: points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 } };
    }),
  };
}

function widthOf(name: string): number {
  return Math.max(NODE_MIN, Math.ceil(name.length * GLYPH) + NODE_EXTRA);
}

function extent({ width, height }: { width?: number; height?: number }): { width: number; height: number } {
  return { width: Math.max(1, width ?? 1), height: Math.max(1, height ?? 1) + TAG_ROOM };
}
