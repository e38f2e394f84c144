import { HEALTH_LOOK } from '#components/ui/health.ts';
import { cx } from '#components/ui/cx.ts';
import { formatNumber, formatPercent } from '#components/ui/format.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { linkLooks, type LinkLook } from './link-look.ts';
import { prepareLanes, type Lane } from './prepare-lanes.ts';
import { describeService, type TopologyProps } from './describe-service.ts';
import { formatLatency } from './run-words.ts';
import { tagText } from './tag-text.ts';

/** A row; one whose service was ever written to has a line more, so that nothing moves while the moment changes. */
const ROW = 44;
const TALL = 62;
/** Where lines leave and enter a row, from its top. */
const OUT = 30;
const INTO = 14;
/** Lines beside a list have less room than in a picture. */
const THIN = 0.6;
const STEP = 10;
/** Between the nearest line and the list: room for the arrowheads. */
const ROOM = 14;

/** The topology where it is too narrow for a picture: a row per service, and beside it a line from each caller to what it calls. */
export function TopologyList({ layout, world, changes, position, selected, onSelect }: TopologyProps) {
  const { names, lanes, columns } = prepareLanes({
    names: layout.nodes.map(({ name }) => name),
    links: layout.links,
  });
  const look = linkLooks(world);
  const gutter = columns * STEP + ROOM;
  const written = new Set(changes.map(({ service }) => service));
  const heights = names.map((name) => (written.has(name) ? TALL : ROW));
  const tops = heights.map((_, row) => heights.slice(0, row).reduce((sum, height) => sum + height, 0));
  const height = heights.reduce((sum, each) => sum + each, 0);
  return (
    <div className="relative" style={{ height }}>
      <svg aria-hidden width={gutter} height={height} className="absolute top-0 left-0 overflow-visible">
        {lanes.map((lane) => (
          <LaneLines
            key={lane.from}
            lane={lane}
            tops={tops}
            gutter={gutter}
            look={look}
            selected={selected}
          />
        ))}
      </svg>
      <ul aria-label={`${names.length} services, callers above what they call`}>
        {names.map((name, row) => {
          const service = world.services.find((candidate) => candidate.name === name) ?? null;
          const { icon: Icon, text } = HEALTH_LOOK[service?.health ?? 'unknown'];
          const failing = failingCalls(world, name, look);
          const tag = service ? tagText(service, changes, position) : null;
          return (
            <li key={name} className="flex" style={{ height: heights[row], paddingLeft: gutter }}>
              <button
                type="button"
                aria-pressed={selected === name}
                aria-label={describeService(name, service, world)}
                onClick={() => onSelect(name)}
                className={cx(
                  'my-0.5 flex min-w-0 flex-1 flex-col justify-center rounded-md border px-2 text-left text-xs',
                  selected === name
                    ? 'border-line-strong bg-raised'
                    : 'border-line bg-panel hover:bg-raised/60',
                )}
              >
                <span className="flex w-full min-w-0 items-center gap-1.5">
                  <Icon aria-hidden size={13} className={cx('shrink-0', text)} />
                  <span className="max-w-2/3 shrink-0 truncate font-mono font-medium">{name}</span>
                  <span className={cx('shrink-0', text)}>{service?.health ?? 'unknown'}</span>
                </span>
                <span className="flex w-full min-w-0 gap-2 pl-5 text-muted tabular-nums">
                  <span className="truncate">{service ? figures(service) : 'not checked yet'}</span>
                  {failing && <span className="ml-auto truncate font-medium text-bad">{failing}</span>}
                </span>
                {tag && <span className="w-full truncate pl-5 font-mono text-write">{tag}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function figures(service: WorldSnapshot['services'][number]): string {
  return [
    formatPercent(service.errorRate),
    service.p99Ms === null ? null : formatLatency(service.p99Ms),
    `${formatNumber(Math.round(service.requestsPerSecond))}/s`,
    typeof service.utilisation === 'number' ? `${formatPercent(service.utilisation)} used` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function failingCalls(world: WorldSnapshot, name: string, look: ReturnType<typeof linkLooks>): string {
  return world.links
    .filter(({ from, to }) => from === name && look(from, to).fails)
    .map(({ to, errorRate }) => `${formatPercent(errorRate)} → ${to}`)
    .join(', ');
}

interface LaneProps {
  lane: Lane;
  /** Upper edge of each row. */
  tops: readonly number[];
  gutter: number;
  look: (from: string, to: string) => LinkLook;
  selected: string | null;
}

/** One caller's line. The stretch to each target has that link's own colour and width, the farthest drawn first. */
function LaneLines({ lane, tops, gutter, look, selected }: LaneProps) {
  const { from, row, targets, column } = lane;
  const x = gutter - ROOM - column * STEP;
  const out = (tops[row] ?? 0) + OUT;
  const far = targets.toSorted((a, b) => Math.abs(b.row - row) - Math.abs(a.row - row));
  // Failing calls lie on top of sound ones.
  const drawn = [
    ...far.filter(({ to }) => !look(from, to).fails),
    ...far.filter(({ to }) => look(from, to).fails),
  ];
  return (
    <g>
      {drawn.map(({ to, row: target }) => {
        const { fails, width } = look(from, to);
        const into = (tops[target] ?? 0) + INTO + (column % 4) * 3;
        const near = selected === from || selected === to;
        const colour = fails ? 'text-bad' : near ? 'text-text' : 'text-line-strong';
        return (
          <g key={to} className={colour}>
            <path
              d={`M${gutter},${out}H${x + 3}Q${x},${out} ${x},${out + (into > out ? 3 : -3)}V${into + (into > out ? -3 : 3)}Q${x},${into} ${x + 3},${into}H${gutter - 5}`}
              fill="none"
              stroke="currentColor"
              strokeWidth={width * THIN}
              strokeDasharray={fails ? '5 3' : undefined}
            />
            <path
              d={`M${gutter - 6},${into - 3.5}L${gutter},${into}L${gutter - 6},${into + 3.5}z`}
              fill="currentColor"
            />
          </g>
        );
      })}
    </g>
  );
}
