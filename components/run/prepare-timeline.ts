import { formatDuration } from '#components/ui/format.ts';
import type { ToolKind } from '#lib/protocol/chat.ts';
import type { CallView, WorldMoment } from '#lib/protocol/run-view.ts';
import { changeInWords, type KnobChange } from './prepare-changes.ts';

/** World time of one tick. */
const TICK_MS = 30_000;
/** Rows that the labels of writes take turns in, so that neighbours do not cover each other. */
const LABEL_ROWS = 4;
const MARKS = 5;

/** A run on its axis of world time. Places are shares of the axis, 0…1. */
export interface Timeline {
  /** Tick of each position of the scrubber, and its place. */
  ticks: number[];
  places: number[];
  lastTick: number;
  calls: { call: number; kind: ToolKind; place: number }[];
  /** Accepted writes with what they did. */
  writes: { call: number; place: number; text: string; row: number }[];
  labelRows: number;
  /** Round times along the axis. */
  axis: { place: number; text: string }[];
}

export function prepareTimeline(
  moments: readonly WorldMoment[],
  calls: readonly CallView[],
  changes: readonly KnobChange[],
): Timeline {
  const first = moments[0]?.world.tick ?? 0;
  const ticks = moments.map(({ world }) => world.tick - first);
  const lastTick = Math.max(0, ...ticks);
  const placeOf = (tick: number) => (lastTick === 0 ? 0 : tick / lastTick);
  const places = ticks.map(placeOf);
  return {
    ticks,
    places,
    lastTick,
    calls: calls.map(({ call, kind }, index) => ({ call, kind, place: places[index + 1] ?? 0 })),
    writes: changes.map((change, index) => ({
      call: change.call,
      place: places[change.call] ?? 0,
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
 * The position whose moment is nearest to a tick; of several at the same tick the last. A step of one tick in a stretch
 * without a call goes on to the next call in that direction, so that arrow keys never stand still.
 */
export function positionAt(ticks: readonly number[], tick: number, from: number): number {
  let nearest = 0;
  ticks.forEach((at, position) => {
    if (Math.abs(at - tick) <= Math.abs((ticks[nearest] ?? 0) - tick)) nearest = position;
  });
  const here = ticks[from] ?? 0;
  const step = Math.sign(tick - here);
  if (step === 0 || ticks[nearest] !== here) return nearest;
  return Math.min(ticks.length - 1, Math.max(0, from + step));
}
