import type { RunEvent, RunEventBody } from '#lib/protocol/run-event.ts';

/** Turns bodies into a log: seq from 1, one second apart, keys from the type and position. */
export function buildLog(
  runId: string,
  bodies: readonly RunEventBody[],
  start = '2026-11-22T10:00:00.000Z',
): RunEvent[] {
  const origin = Date.parse(start);
  return bodies.map((body, index) => ({
    runId,
    seq: index + 1,
    key: `${body.type}/${index}`,
    at: new Date(origin + index * 1000).toISOString(),
    ...body,
  }));
}
