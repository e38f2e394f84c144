import type { RunDelta } from '#lib/protocol/run-delta.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';

/** What one connection tells every page of this browser. */
export type StreamMessage =
  | { kind: 'run'; position: number; event: RunEvent }
  | { kind: 'delta'; delta: RunDelta }
  /** `position` is where the reader stands in the store's order; null before the first hello. */
  | { kind: 'connection'; connected: boolean; position: number | null };

export type StreamListener = (message: StreamMessage) => void;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Shapes are the server's promise (checked there); here only what would otherwise break the reader. */
export function isRunData(data: unknown): data is { position: number; event: RunEvent } {
  return (
    isObject(data) && 'position' in data && 'event' in data && isObject(data.event) && 'seq' in data.event
  );
}

export function isDelta(data: unknown): data is RunDelta {
  return isObject(data) && 'runId' in data && 'delta' in data && isObject(data.delta);
}

export function isHello(data: unknown): data is { position: number } {
  return isObject(data) && 'position' in data && typeof data.position === 'number';
}

/** The data of a server-sent event; null when it is no JSON. */
export function parseData(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return data;
  } catch {
    return null;
  }
}
