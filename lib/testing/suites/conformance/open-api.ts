import { z } from 'zod';
import type { CreatedThings, Kind, Send } from './created-things.ts';
import { expectEqual, expectThat, Mismatch, NotApplicable, readAs, show } from './expectations.ts';
import { envelope } from './wire-shapes.ts';

/** The server under test. */
export interface Target {
  /** Ends in `/api/v1`. */
  baseUrl: string;
  apiKey: string;
  /** How long the server's model may take to learn from one session. */
  learnWithinMs: number;
  /** Ends the case at hand; what it made is removed all the same. */
  signal?: AbortSignal;
}

export interface Sent {
  json?: unknown;
  form?: FormData;
  /** A body as it is, with its content type. */
  raw?: { text: string; type: string };
  query?: Record<string, string>;
  /** The authorization header; null leaves it out. */
  authorization?: string | null;
}

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** Null when the answer is no envelope. */
  body: { code: number; msg: string; data?: unknown; error?: string | undefined } | null;
  hasData: boolean;
}

export interface Refusal {
  /** One status, or those that count as the same (where the real server's choice is a slip). */
  status: number | number[];
  /** The body's code when it is not the HTTP status. */
  code?: number;
  /** Words of the message. */
  says?: string;
}

/** Plain HTTP with the envelope taken apart. Whatever is created is remembered for the clean-up. */
export interface Api {
  target: Target;
  call: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  /** Expects code 0 and data of that shape, under HTTP 200 unless another status is given. */
  ok: <T>(method: string, path: string, shape: z.ZodType<T>, sent?: Sent & { status?: number }) => Promise<T>;
  /** Expects code 0 without data. Returns the message. */
  done: (method: string, path: string, sent?: Sent) => Promise<string>;
  refused: (method: string, path: string, refusal: Refusal, sent?: Sent) => Promise<void>;
  /** Remembers for the clean-up what came into being on its own. */
  made: CreatedThings['add'];
  /** Puts back at the end what has no id of its own. */
  atEnd: CreatedThings['atEnd'];
}

const CALL_TIMEOUT_MS = 330_000;
const idOf = (data: unknown, key: string): string | undefined =>
  z.object({ [key]: z.string() }).safeParse(data).data?.[key];

const MAKERS: [path: RegExp, kind: Kind, key: string][] = [
  [/^\/session$/, 'session', 'id'],
  [/^\/session\/[^/]+\/copy$/, 'session', 'new_session_id'],
  [/^\/learning_spaces$/, 'space', 'id'],
  [/^\/agent_skills$/, 'skill', 'id'],
  [/^\/disk$/, 'disk', 'id'],
  [/^\/sandbox$/, 'sandbox', 'id'],
];

function remember(things: CreatedThings, path: string, sent: Sent, answer: Answer): void {
  const user = sent.form?.get('user') ?? idOf(sent.json, 'user');
  if (typeof user === 'string') things.add('user', user);
  for (const [pattern, kind, key] of MAKERS) {
    const id = pattern.test(path) ? idOf(answer.body?.data, key) : undefined;
    // A session that was there before answers 200: it is not ours to delete.
    if (id !== undefined && (answer.status === 201 || key !== 'id')) things.add(kind, id);
  }
}

async function exchange(target: Target, method: string, path: string, sent: Sent): Promise<Answer> {
  const authorization =
    sent.authorization === undefined ? `Bearer ${target.apiKey}` : (sent.authorization ?? undefined);
  const type = sent.json === undefined ? sent.raw?.type : 'application/json';
  const body = sent.json === undefined ? (sent.raw?.text ?? sent.form) : JSON.stringify(sent.json);
  const query = sent.query ? `?${new URLSearchParams(sent.query).toString()}` : '';
  const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
  const response = await fetch(`${target.baseUrl}${path}${query}`, {
    method,
    headers: { ...(authorization && { authorization }), ...(type !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body }),
    signal: target.signal ? AbortSignal.any([target.signal, timeout]) : timeout,
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  let value: unknown = null;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Files are no JSON.
  }
  const parsed = envelope.safeParse(value).data ?? null;
  const hasData = parsed !== null && typeof value === 'object' && value !== null && 'data' in value;
  return { status: response.status, headers: response.headers, bytes, body: parsed, hasData };
}

/** What the clean-up sends with: it goes on when the case was stopped. */
export function openSend({ signal: _stopped, ...target }: Target): Send {
  return async (method, path, json) => {
    const { status, body } = await exchange(target, method, path, json === undefined ? {} : { json });
    return { status, data: body?.data };
  };
}

export function openApi(target: Target, things: CreatedThings): Api {
  const call = async (method: string, path: string, sent: Sent = {}): Promise<Answer> => {
    const answer = await exchange(target, method, path, sent);
    if (answer.status === 501) throw new NotApplicable(answer.body?.error ?? answer.body?.msg ?? 'HTTP 501');
    if (method === 'POST') remember(things, path, sent, answer);
    return answer;
  };
  const wellDone = async (method: string, path: string, status: number, sent: Sent) => {
    const answer = await call(method, path, sent);
    const what = `${method} ${path}`;
    const { body } = answer;
    if (!body) throw new Mismatch(what, 'an envelope', `HTTP ${answer.status} without one`);
    if (answer.status !== status || body.code !== 0)
      throw new Mismatch(what, `HTTP ${status}, code 0`, `HTTP ${answer.status}, ${show(body)}`);
    return { what, body, hasData: answer.hasData };
  };
  return {
    target,
    call,
    made: things.add,
    atEnd: things.atEnd,
    ok: async (method, path, shape, { status = 200, ...sent } = {}) => {
      const { what, body } = await wellDone(method, path, status, sent);
      return readAs(`${what} data`, shape, body.data);
    },
    done: async (method, path, sent = {}) => {
      const { what, body, hasData } = await wellDone(method, path, 200, sent);
      expectThat(`${what} data`, !hasData, 'no key `data`', body.data);
      return body.msg;
    },
    refused: async (method, path, { status, code, says }, sent = {}) => {
      const answer = await call(method, path, sent);
      const what = `${method} ${path}`;
      const statuses = [status].flat();
      const received = { http: answer.status, ...answer.body };
      expectThat(what, statuses.includes(answer.status), `HTTP ${statuses.join(' or ')}`, received);
      if (!answer.body) throw new Mismatch(what, 'an envelope', 'none');
      expectThat(`${what} data`, !answer.hasData || answer.body.data === null, 'no data', received);
      if (code !== undefined) expectEqual(`${what} code`, answer.body.code, code);
      else expectThat(`${what} code`, answer.body.code >= 400, 'a code of 400 or more', received);
      const words = `${answer.body.msg} ${answer.body.error ?? ''}`;
      if (says !== undefined) expectThat(`${what} msg`, words.includes(says), show(says), received);
    },
  };
}
