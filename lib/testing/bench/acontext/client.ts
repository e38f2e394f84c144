import { z } from 'zod';
import { BENCH_KEY, type Handler } from './open-place.ts';

/** Sends a request to `/api/v1…` and gives what it answers, as `data`. Throws for a refusal. */
export type Client = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

const envelopeSchema = z.object({ code: z.literal(0), data: z.unknown().optional() });

function clientOver(send: (path: string, init: RequestInit) => Promise<Response>): Client {
  return async (method, path, body) => {
    const response = await send(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${BENCH_KEY}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return envelopeSchema.parse(JSON.parse(text)).data;
  };
}

export const clientInProcess = (handle: Handler): Client =>
  clientOver((path, init) => handle(new Request(`http://bench${path}`, init)));

export const clientOverHttp = (url: string): Client => clientOver((path, init) => fetch(url + path, init));
