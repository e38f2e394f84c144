import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';

/** The dependencies of one service: a vertical line beside the list, from its row to the rows that it calls. */
export interface Lane {
  from: string;
  /** Row of the caller, and of each service that it calls. */
  row: number;
  targets: { to: string; row: number }[];
  /** Column of the line, 0 beside the list. */
  column: number;
}

export interface Lanes {
  /** Services in reading order: callers above what they call, wherever there is no cycle. */
  names: string[];
  lanes: Lane[];
  columns: number;
}

type Shape = {
  names: readonly string[];
  links: readonly Pick<WorldSnapshot['links'][number], 'from' | 'to'>[];
};

/** The topology as a list with lines beside it, which needs no width: a row per service, a line per caller. */
export function prepareLanes({ names, links }: Shape): Lanes {
  const given = new Set(names);
  const known = links.filter(({ from, to }) => given.has(from) && given.has(to) && from !== to);
  const order = orderServices({ names, links: known });
  const rowOf = new Map(order.map((name, row) => [name, row]));
  const row = (name: string) => rowOf.get(name) ?? 0;
  const lanes = order
    .map((from) => ({
      from,
      row: row(from),
      targets: known.filter((link) => link.from === from).map(({ to }) => ({ to, row: row(to) })),
    }))
    .filter(({ targets }) => targets.length > 0);
  const placed: Lane[] = [];
  // Short lines stand beside the list, long ones around them.
  for (const lane of lanes.toSorted((a, b) => length(a) - length(b) || a.row - b.row)) {
    let column = 0;
    while (placed.some((other) => other.column === column && overlap(lane, other))) column += 1;
    placed.push({ ...lane, column });
  }
  return {
    names: order,
    lanes: placed.toSorted((a, b) => a.row - b.row),
    columns: Math.max(0, ...placed.map(({ column }) => column + 1)),
  };
}

/** Callers before what they call, a caller's dependencies as near to it as that allows; cycles are cut anywhere. */
export function orderServices({ names, links }: Shape): string[] {
  const waiting = new Map(names.map((name) => [name, links.filter(({ to }) => to === name).length]));
  const ready = names.filter((name) => waiting.get(name) === 0).toReversed();
  const order: string[] = [];
  const done = new Set<string>();
  while (order.length < names.length) {
    const name = ready.pop() ?? names.find((candidate) => !done.has(candidate)) ?? '';
    if (done.has(name)) continue;
    done.add(name);
    order.push(name);
    const freed = links.flatMap(({ from, to }) => {
      if (from !== name || done.has(to)) return [];
      const left = (waiting.get(to) ?? 1) - 1;
      waiting.set(to, left);
      return left === 0 ? [to] : [];
    });
    ready.push(...freed.toReversed());
  }
  return order;
}

type Span = Pick<Lane, 'row' | 'targets'>;

function ends({ row, targets }: Span): [top: number, bottom: number] {
  const rows = [row, ...targets.map((target) => target.row)];
  return [Math.min(...rows), Math.max(...rows)];
}

function length(lane: Span): number {
  const [top, bottom] = ends(lane);
  return bottom - top;
}

function overlap(a: Span, b: Span): boolean {
  const [[top, bottom], [otherTop, otherBottom]] = [ends(a), ends(b)];
  return top <= otherBottom && otherTop <= bottom;
}
