import { useId } from 'react';
import { formatPercent } from '#components/ui/format.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { linkPath } from './link-path.ts';
import type { PlacedLink, TopologyLayout } from './layout-topology.ts';
import { TopologyNode } from './topology-node.tsx';

interface Props {
  layout: TopologyLayout;
  world: WorldSnapshot;
  /** Name of the service whose figures are shown below. */
  selected: string | null;
  onSelect: (name: string) => void;
}

/** Below this share a link is drawn as sound; the simulation always loses a request here and there. */
const FAILING = 0.01;

/** Who calls whom, how each service is, and where calls fail. Nothing moves but colours and figures. */
export function Topology({ layout, world, selected, onSelect }: Props) {
  const id = useId();
  const errorRate = (link: PlacedLink) =>
    world.links.find(({ from, to }) => from === link.from && to === link.to)?.errorRate ?? 0;
  const failing = layout.links.filter((link) => errorRate(link) >= FAILING);
  return (
    // Focusable, so that the keyboard can scroll a picture that is wider than its column.
    <div className="overflow-x-auto" role="region" aria-label="Topology" tabIndex={0}>
      <svg
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="group"
        aria-label={`${layout.nodes.length} services and ${layout.links.length} links`}
        className="mx-auto block h-auto w-full font-sans"
        style={{ minWidth: layout.width * 0.72, maxWidth: layout.width * 1.15 }}
      >
        <defs>
          {(['sound', 'failing'] as const).map((state) => (
            <marker
              key={state}
              id={`${id}${state}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              markerUnits="userSpaceOnUse"
              orient="auto-start-reverse"
            >
              <path d="M0,0.5L8,4L0,7.5z" className={state === 'sound' ? 'fill-muted' : 'fill-bad'} />
            </marker>
          ))}
        </defs>
        {layout.links.map((link) => {
          const fails = failing.includes(link);
          return (
            <path
              key={`${link.from} ${link.to}`}
              d={linkPath(link.points)}
              fill="none"
              markerEnd={`url(#${id}${fails ? 'failing' : 'sound'})`}
              className={fails ? 'stroke-bad' : 'stroke-line-strong'}
              strokeWidth={fails ? 1.5 + Math.min(2, errorRate(link) * 3) : 1.25}
              strokeDasharray={fails ? '5 3' : undefined}
            />
          );
        })}
        {layout.nodes.map((node) => (
          <TopologyNode
            key={node.name}
            node={node}
            service={world.services.find(({ name }) => name === node.name) ?? null}
            selected={selected === node.name}
            width={layout.width}
            onSelect={() => onSelect(node.name)}
          />
        ))}
        {failing.map((link) => (
          <LinkLabel key={`${link.from} ${link.to}`} link={link} text={formatPercent(errorRate(link))} />
        ))}
      </svg>
    </div>
  );
}

function LinkLabel({ link, text }: { link: PlacedLink; text: string }) {
  const width = text.length * 6 + 8;
  const { x, y } = link.middle;
  return (
    <g>
      <title>{`${text} of the calls from ${link.from} to ${link.to} fail`}</title>
      <rect x={x - width / 2} y={y - 8} width={width} height={16} rx={4} className="fill-panel stroke-bad" />
      <text x={x} y={y + 3.5} textAnchor="middle" className="fill-bad text-[10px] font-medium tabular-nums">
        {text}
      </text>
    </g>
  );
}
