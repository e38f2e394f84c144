import { describe, expect, it } from 'vitest';
import { wideWorld } from '#lib/testing/wide-world.ts';
import { orderServices, prepareLanes } from './prepare-lanes.ts';

const { services, links } = wideWorld();
const names = services.map(({ name }) => name);

describe('the topology as a list', () => {
  it('has every service once, callers above what they call', () => {
    const order = orderServices({ names, links });
    expect(order.toSorted()).toEqual(names.toSorted());
    for (const { from, to } of links) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
  });

  it('has every link once, at its rows, and lines that do not lie on each other', () => {
    const { lanes, columns, names: order } = prepareLanes({ names, links });
    const drawn = lanes.flatMap(({ from, targets }) => targets.map(({ to }) => `${from} ${to}`));
    expect(drawn.toSorted()).toEqual(links.map(({ from, to }) => `${from} ${to}`).toSorted());
    for (const { from, row, targets } of lanes) {
      expect(order[row]).toBe(from);
      for (const target of targets) expect(order[target.row]).toBe(target.to);
    }
    const span = ({ row, targets }: (typeof lanes)[number]) => {
      const rows = [row, ...targets.map((target) => target.row)];
      return [Math.min(...rows), Math.max(...rows)] as const;
    };
    for (const [index, lane] of lanes.entries()) {
      for (const other of lanes.slice(index + 1).filter(({ column }) => column === lane.column)) {
        const [[top, bottom], [otherTop, otherBottom]] = [span(lane), span(other)];
        expect(bottom < otherTop || otherBottom < top).toBe(true);
      }
    }
    // Narrow enough for a phone.
    expect(columns).toBeLessThanOrEqual(7);
  });

  it('survives a cycle, a service that calls itself, and a link to nowhere', () => {
    const cycle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
      { from: 'a', to: 'a' },
      { from: 'a', to: 'ghost' },
    ];
    const { names: order, lanes } = prepareLanes({ names: ['a', 'b'], links: cycle });
    expect(order).toEqual(['a', 'b']);
    expect(lanes.map(({ from, targets }) => [from, targets.map(({ to }) => to)])).toEqual([
      ['a', ['b']],
      ['b', ['a']],
    ]);
    expect(prepareLanes({ names: [], links: [] })).toEqual({ names: [], lanes: [], columns: 0 });
  });
});
