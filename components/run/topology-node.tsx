import { PencilLine, RotateCw } from 'lucide-react';
import { HEALTH_LOOK } from '#components/ui/health.ts';
import { cx } from '#components/ui/cx.ts';
import { formatPercent } from '#components/ui/format.ts';
import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';
import type { PlacedNode } from './layout-topology.ts';
import type { Box } from './place-label.ts';
import { formatLatency } from './run-words.ts';

interface Props {
  node: PlacedNode;
  service: ServiceSnapshot | null;
  /** The service in words. */
  label: string;
  selected: boolean;
  onSelect: () => void;
}

/** A service in the picture: icon, word and colour of its health, and its figures. */
export function TopologyNode({ node, service, label, selected, onSelect }: Props) {
  const look = HEALTH_LOOK[service?.health ?? 'unknown'];
  const Icon = look.icon;
  const left = node.x - node.width / 2;
  const top = node.y - node.height / 2;
  return (
    <g
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      aria-label={label}
      className="group/node cursor-pointer outline-none"
      onClick={onSelect}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect();
      }}
    >
      <rect
        x={left}
        y={top}
        width={node.width}
        height={node.height}
        rx={6}
        className={cx(
          'fill-panel transition-colors group-focus-visible/node:stroke-focus group-focus-visible/node:[stroke-width:3px]',
          look.stroke,
        )}
        strokeWidth={selected ? 2.5 : 1.25}
      />
      <g className={look.text}>
        <Icon x={left + 8} y={top + 6} width={12} height={12} aria-hidden />
      </g>
      <text x={left + 25} y={top + 16} className="fill-text font-mono text-[11px] font-medium">
        {node.name}
      </text>
      <text x={left + 8} y={top + 31} className={cx('text-[10.5px] font-medium', look.fill)}>
        {service?.health ?? 'unknown'}
      </text>
      {service && (
        <text x={left + 8} y={top + 45} className="fill-muted text-[10.5px] tabular-nums">
          {formatPercent(service.errorRate)}
          {service.p99Ms !== null && ` · ${formatLatency(service.p99Ms)}`}
        </text>
      )}
      {typeof service?.utilisation === 'number' && <Utilisation node={node} share={service.utilisation} />}
    </g>
  );
}

/** Advance of a 9.5 px Geist Mono glyph where glyphs stand on whole pixels. */
const GLYPH = 6.1;
const LINE = 11;

/** Where the tag of a node stands in a picture of the given width: over its lower edge. */
export function tagBox(node: PlacedNode, text: string, width: number): Box {
  const lines = text.split(', ');
  const room = Math.ceil(Math.max(...lines.map(({ length }) => length)) * GLYPH) + 24;
  return {
    x: Math.max(1, Math.min(node.x - node.width / 2 + 6, width - room - 1)),
    y: node.y + node.height / 2 - 3,
    width: room,
    height: 9 + lines.length * LINE,
  };
}

/** Names the changed key at the node's lower edge, above all else; its icon tells that the change is stored and not loaded. */
export function ChangeTag({
  box: { x, y, width, height },
  text,
  pending,
}: {
  box: Box;
  text: string;
  pending: boolean;
}) {
  const lines = text.split(', ');
  const Icon = pending ? RotateCw : PencilLine;
  return (
    <g className="text-write">
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={4}
        className="fill-panel stroke-write"
        strokeWidth={1}
      />
      <Icon x={x + 6} y={y + 6} width={9} height={9} aria-hidden />
      <text className="fill-write font-mono text-[9.5px] font-medium">
        {lines.map((line, index) => (
          <tspan key={line} x={x + 18} y={y + 14 + index * LINE}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

/** How much of its capacity is in use, as a bar along the node's lower edge. */
function Utilisation({ node, share }: { node: PlacedNode; share: number }) {
  const room = node.width - 16;
  const [x, y] = [node.x - node.width / 2 + 8, node.y + node.height / 2 - 4.5];
  return (
    <g>
      <title>{`${formatPercent(share)} of its capacity used`}</title>
      <rect x={x} y={y} width={room} height={2.5} rx={1} className="fill-line" />
      <rect
        x={x}
        y={y}
        width={room * Math.min(1, Math.max(0, share))}
        height={2.5}
        rx={1}
        className={share >= 0.9 ? 'fill-warn' : 'fill-muted'}
      />
    </g>
  );
}
