import 'server-only';
import type { z } from 'zod';
import { LabError } from '#lib/protocol/lab-error.ts';
import { HTTP_STATUS } from './http-status.ts';
import { inputWords } from './input-words.ts';
import { invalidInput, toErrorInfo } from './to-error-info.ts';

const MAX_BODY_BYTES = 64 * 1024;

/** Runs a route's one use-case and answers with JSON; whatever is thrown becomes `{error}` with its status. */
export async function handleRoute(work: () => Promise<unknown>, status = 200): Promise<Response> {
  try {
    const body = await work();
    return body instanceof Response
      ? body
      : Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const info = toErrorInfo(error);
    return Response.json(
      { error: info },
      { status: HTTP_STATUS[info.code], headers: { 'cache-control': 'no-store' } },
    );
  }
}

/** The request's JSON body, parsed; an empty body counts as {}. */
export async function parseBody<T>(
  request: Request,
  schema: z.ZodType<T>,
  maxBytes = MAX_BODY_BYTES,
): Promise<T> {
  const text = await readText(request, maxBytes);
  let json: unknown;
  try {
    json = text ? JSON.parse(text) : {};
  } catch (cause) {
    throw new LabError({ code: 'invalid_input', message: 'The request body is not JSON.' }, { cause });
  }
  const parsed = schema.safeParse(json, { error: inputWords });
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

/** The body as text, read no further than `maxBytes`. */
async function readText(request: Request, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let text = '';
  try {
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- null for a request without a body
    for await (const chunk of request.body ?? []) {
      bytes += chunk.length;
      if (bytes > maxBytes) break;
      text += decoder.decode(chunk, { stream: true });
    }
    if (bytes <= maxBytes) return text + decoder.decode();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new LabError(
      {
        code: 'invalid_input',
        message: 'The request body is not UTF-8 text.',
        hint: 'Save the file as UTF-8.',
      },
      { cause },
    );
  }
  throw new LabError({ code: 'invalid_input', message: `The request is larger than ${maxBytes} bytes.` });
}

/** The request's query string, parsed; an empty value counts as absent. */
export function parseQuery<T>(
  params: URLSearchParams | Record<string, string | string[] | undefined>,
  schema: z.ZodType<T>,
): T {
  const entries = params instanceof URLSearchParams ? [...params.entries()] : Object.entries(params);
  const parsed = schema.safeParse(
    Object.fromEntries(entries.filter(([, value]) => value !== '' && value !== undefined)),
    { error: inputWords },
  );
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

/** `value`, or the error that an unknown id is answered with. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) {
    throw new LabError({
      code: 'not_found',
      message: `There is no ${what}.`,
      hint: 'It may have been removed, or the link is cut off.',
    });
  }
  return value;
}
