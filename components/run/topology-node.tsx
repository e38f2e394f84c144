import { PencilLine, RotateCw } from 'lucide-react';
import { HEALTH_LOOK } from '#components/ui/health.ts';
import { cx } from '#components/ui/cx.ts';
import { formatPercent } from '#components/ui/format.ts';
import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';
import type { PlacedNode } from './layout-topology.ts';
import { formatLatency } from './run-words.ts';

interface Props {
  node: PlacedNode;
  service: ServiceSnapshot | null;
  selected: boolean;
  /** Width of the whole picture. */
  width: number;
  onSelect: () => void;
}

/** A service in the picture: icon, word and colour of its health, its figures, and what was changed in it. */
export function TopologyNode({ node, service, selected, width, onSelect }: Props) {
  const look = HEALTH_LOOK[service?.health ?? 'unknown'];
  const Icon = look.icon;
  const left = node.x - node.width / 2;
  const top = node.y - node.height / 2;
  return (
    <g
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      aria-label={describe(node.name, service)}
      className="group/node cursor-pointer outline-none"
      onClick={onSelect}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect();
      }}
    >
      {service && <ChangeTag node={node} service={service} width={width} />}
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
    </g>
  );
}

/** Advance of a 9.5 px Geist Mono glyph. */
const GLYPH = 5.75;
/** A longer tag would reach into its neighbours. */
const LONGEST = 24;

/** Names the changed key at the node's lower edge; turns while the change is stored and not loaded. */
function ChangeTag({ node, service, width }: { node: PlacedNode; service: ServiceSnapshot; width: number }) {
  const text = tagText(service);
  if (!text) return null;
  const room = Math.ceil(text.length * GLYPH) + 24;
  const x = Math.max(1, Math.min(node.x - node.width / 2 + 6, width - room - 1));
  const y = node.y + node.height / 2 - 3;
  const Icon = service.restartPending ? RotateCw : PencilLine;
  return (
    <g className="text-write">
      <rect x={x} y={y} width={room} height={20} rx={4} className="fill-panel stroke-write" strokeWidth={1} />
      <Icon x={x + 6} y={y + 6} width={9} height={9} aria-hidden />
      <text x={x + 18} y={y + 14} className="fill-write font-mono text-[9.5px] font-medium">
        {text}
      </text>
    </g>
  );
}

function tagText({ changedKeys, restartPending }: ServiceSnapshot): string | null {
  const [key] = changedKeys;
  if (key === undefined) return restartPending ? 'restart pending' : null;
  if (changedKeys.length > 1) return `${changedKeys.length} keys changed`;
  return key.length <= LONGEST ? key : `${key.slice(0, LONGEST - 1)}…`;
}

function describe(name: string, service: ServiceSnapshot | null): string {
  if (!service) return `${name}, unknown`;
  return [
    name,
    service.health,
    `${formatPercent(service.errorRate)} errors`,
    `p99 ${formatLatency(service.p99Ms)}`,
    service.changedKeys.length > 0 && `changed ${service.changedKeys.join(', ')}`,
    service.restartPending && 'restart pending',
  ]
    .filter(Boolean)
    .join(', ');
}
