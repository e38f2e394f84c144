import type { ErrorBody } from '#lib/protocol/http.ts';
import { RequestError } from './request-error.ts';

const UNREACHABLE = {
  code: 'internal',
  message: 'The lab did not answer.',
  hint: 'See whether its process is still running, then try again. Runs go on by themselves once it is back.',
} as const;

/** GETs (or whatever `init` says) a JSON body of the lab's own API. Throws RequestError, and only that. */
export async function fetchJson<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await answer(url, init);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && isBody<T>(body)) return body;
  if (isErrorBody(body)) throw new RequestError(body.error, response.status);
  throw new RequestError(
    { code: 'internal', message: `The lab answered ${response.status} without saying why.` },
    response.status,
  );
}

/** POSTs `body` as JSON. */
export function postJson<T>(url: string, body: unknown = {}): Promise<T> {
  return fetchJson<T>(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function answer(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new RequestError(UNREACHABLE, null, { cause });
  }
}

/** Our own server's bodies are checked on the server and in tests; here only that there is one. */
function isBody<T>(body: unknown): body is T {
  return body !== null;
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
