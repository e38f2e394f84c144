import { useId } from 'react';
import { formatNumber, formatPercent } from '#components/ui/format.ts';
import { describeService, loadInWords, type TopologyProps } from './describe-service.ts';
import { linkLooks } from './link-look.ts';
import { linkPath } from './link-path.ts';
import type { PlacedLink } from './layout-topology.ts';
import { placeLabel, type Box } from './place-label.ts';
import { tagText } from './tag-text.ts';
import { ChangeTag, tagBox, TopologyNode } from './topology-node.tsx';

/**
 * Who calls whom and how much, how each service is, what was changed in it, and where calls fail. Nothing moves but
 * colours and figures. The links of the chosen service say their load.
 */
export function Topology({ layout, world, changes, position, selected, onSelect }: TopologyProps) {
  const id = useId();
  const look = linkLooks(world);
  const of = ({ from, to }: PlacedLink) => look(from, to);
  const isNear = ({ from, to }: PlacedLink) => selected === from || selected === to;
  // Failing calls lie on top of sound ones.
  const links = layout.links.toSorted((a, b) => Number(of(a).fails) - Number(of(b).fails));
  const tags = layout.nodes.flatMap((node) => {
    const service = world.services.find(({ name }) => name === node.name);
    const text = service ? tagText(service, changes, position) : null;
    return service && text !== null
      ? [{ name: node.name, text, pending: service.restartPending, box: tagBox(node, text, layout.width) }]
      : [];
  });
  const taken = tags.map(({ box }) => box);
  return (
    <svg
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="group"
      aria-label={`${layout.nodes.length} services and ${layout.links.length} links`}
      className="mx-auto block h-auto w-full font-sans"
      style={{ maxWidth: layout.width * 1.15 }}
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
      {links.map((link) => {
        const { fails, width } = of(link);
        return (
          <path
            key={`${link.from} ${link.to}`}
            d={linkPath(link.points)}
            fill="none"
            markerEnd={`url(#${id}${fails ? 'failing' : 'sound'})`}
            className={fails ? 'stroke-bad' : isNear(link) ? 'stroke-muted' : 'stroke-line-strong'}
            strokeWidth={width}
            strokeDasharray={fails ? '5 3' : undefined}
          />
        );
      })}
      {layout.nodes.map((node) => {
        const service = world.services.find(({ name }) => name === node.name) ?? null;
        return (
          <TopologyNode
            key={node.name}
            node={node}
            service={service}
            label={describeService(node.name, service)}
            selected={selected === node.name}
            onSelect={() => onSelect(node.name)}
          />
        );
      })}
      {links.map((link) => {
        const { fails, errorRate, load } = of(link);
        const key = `${link.from} ${link.to}`;
        const calls = `the calls from ${link.from} to ${link.to}`;
        if (fails)
          return (
            <LinkLabel
              key={key}
              link={link}
              taken={taken}
              text={formatPercent(errorRate)}
              title={`${formatPercent(errorRate)} of ${calls} fail${load === null ? '' : `, ${loadInWords(load)}`}`}
              fails
            />
          );
        if (load === null || !isNear(link)) return null;
        return (
          <LinkLabel
            key={key}
            link={link}
            taken={taken}
            text={`${formatNumber(Math.round(load))}/s`}
            title={`${loadInWords(load)} are ${calls}`}
          />
        );
      })}
      {tags.map((tag) => (
        <ChangeTag key={tag.name} {...tag} />
      ))}
    </svg>
  );
}

function LinkLabel({
  link,
  taken,
  text,
  title,
  fails = false,
}: {
  link: PlacedLink;
  /** Where no label may stand. */
  taken: readonly Box[];
  text: string;
  title: string;
  fails?: boolean;
}) {
  const width = text.length * 6 + 8;
  const { x, y } = placeLabel(link, { width, height: 16 }, taken);
  return (
    <g>
      <title>{title}</title>
      <rect
        x={x - width / 2}
        y={y - 8}
        width={width}
        height={16}
        rx={4}
        className={fails ? 'fill-panel stroke-bad' : 'fill-panel stroke-line'}
      />
      <text
        x={x}
        y={y + 3.5}
        textAnchor="middle"
        className={
          fails ? 'fill-bad text-[10px] font-medium tabular-nums' : 'fill-muted text-[10px] tabular-nums'
        }
      >
        {text}
      </text>
    </g>
  );
}
