import { formatDuration } from '#components/ui/format.ts';
import type { ToolKind } from '#lib/protocol/chat.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import { changeInWords, type KnobChange } from './prepare-changes.ts';
import type { TimePoint } from './prepare-points.ts';

/** World time of one tick. */
const TICK_MS = 30_000;
/** Rows that the labels of writes take turns in, so that neighbours do not cover each other. */
const LABEL_ROWS = 4;
const MARKS = 5;

/** A run on its axis of world time. Places are shares of the axis, 0…1. */
export interface Timeline {
  /** Tick of each point, and its place. */
  ticks: number[];
  places: number[];
  lastTick: number;
  /** Place at which the agent stopped, once it is known what came after. */
  stoppedAt: number | null;
  calls: { call: number; kind: ToolKind; place: number }[];
  /** Accepted writes with what they did. */
  writes: { call: number; place: number; text: string; row: number }[];
  labelRows: number;
  /** Round times along the axis. */
  axis: { place: number; text: string }[];
}

export function prepareTimeline(
  points: readonly TimePoint[],
  calls: readonly CallView[],
  changes: readonly KnobChange[],
): Timeline {
  const ticks = points.map(({ tick }) => tick);
  const lastTick = Math.max(0, ...ticks);
  const placeOf = (tick: number) => (lastTick === 0 ? 0 : tick / lastTick);
  const ends = points.filter(({ kind }) => kind === 'end');
  const endOf = (position: number) => placeOf(ends[position]?.tick ?? 0);
  return {
    ticks,
    places: ticks.map(placeOf),
    lastTick,
    stoppedAt: points.at(-1)?.kind === 'after' ? endOf(ends.length - 1) : null,
    calls: calls.map(({ call, kind }, index) => ({ call, kind, place: endOf(index + 1) })),
    writes: changes.map((change, index) => ({
      call: change.call,
      place: endOf(change.call),
      text: changeInWords(change),
      row: index % LABEL_ROWS,
    })),
    labelRows: Math.min(LABEL_ROWS, changes.length),
    axis: axisTicks(lastTick).map((tick) => ({ place: placeOf(tick), text: worldTime(tick) })),
  };
}

/** Ticks as the time that passed in the world: "0 s", "3 min 30 s". */
export function worldTime(tick: number): string {
  if (tick === 0) return '0 s';
  const ms = tick * TICK_MS;
  return ms % 60_000 === 0 && ms < 3_600_000 ? `${ms / 60_000} min` : formatDuration(ms);
}

/** Whole steps of 30 s, 1, 2, 5, 10 … minutes that give a handful of marks. */
function axisTicks(lastTick: number): number[] {
  const step = [1, 2, 4, 10, 20, 40, 60, 120, 240].find((size) => lastTick / size <= MARKS) ?? 480;
  return Array.from({ length: Math.floor(lastTick / step) + 1 }, (_, index) => index * step);
}

/**
 * The point nearest to a tick; of several at the same tick the last. A step of one tick in a stretch without points
 * (an older log knows the ends of calls only) goes on to the next one in that direction.
 */
export function pointAt(ticks: readonly number[], tick: number, from: number): number {
  let nearest = 0;
  ticks.forEach((at, point) => {
    if (Math.abs(at - tick) <= Math.abs((ticks[nearest] ?? 0) - tick)) nearest = point;
  });
  const here = ticks[from] ?? 0;
  const step = Math.sign(tick - here);
  if (step === 0 || ticks[nearest] !== here) return nearest;
  return Math.min(ticks.length - 1, Math.max(0, from + step));
}
