import 'server-only';
import { z } from 'zod';
import { isQuietRun } from '#lib/protocol/quiet-run.ts';
import { getLab } from '../lab/get-lab.ts';
import { handleRoute, parseQuery } from './handle-route.ts';
import type { Lab } from '../lab/lab.ts';
import { openStreams } from './open-streams.ts';
import { toSse } from './to-sse.ts';
import { watchEvents } from './watch-events.ts';

const PING_MS = 20_000;
const querySchema = z.object({ after: z.coerce.number().int().nonnegative().optional() });

/** GET /api/events: everything that happens in the lab as Server-Sent Events. Resumes by Last-Event-ID or `?after=`. */
export function streamEvents(request: Request): Promise<Response> {
  return handleRoute(async () => {
    if (openStreams.closed) return new Response(null, { status: 503, headers: { connection: 'close' } });
    const { after } = parseQuery(new URL(request.url).searchParams, querySchema);
    const lastEventId = Number(request.headers.get('last-event-id') ?? Number.NaN);
    const lab = await getLab();
    return openStream(lab, request.signal, Number.isInteger(lastEventId) ? lastEventId : (after ?? null));
  });
}

function openStream(lab: Lab, signal: AbortSignal, after: number | null): Response {
  const controller = new AbortController();
  const forget = openStreams.add(controller);
  const stop = () => controller.abort();
  signal.addEventListener('abort', stop);
  const { events } = lab.store;
  const items = watchEvents(
    {
      head: () => events.head(),
      since: (position, limit) => events.sinceLoud(position, limit),
      subscribeEvents: (wake) =>
        events.subscribe(({ event }) => {
          if (!isQuietRun(event.runId)) wake();
        }),
      subscribeDeltas: (listener) => lab.deltas.subscribe(listener),
    },
    { after, signal: controller.signal, pingMs: PING_MS },
  );
  const encoder = new TextEncoder();
  const end = () => {
    signal.removeEventListener('abort', stop);
    forget();
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(target) {
      const { value, done } = await items.next();
      if (!done) return target.enqueue(encoder.encode(toSse(value)));
      end();
      return target.close();
    },
    cancel() {
      stop();
      end();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
