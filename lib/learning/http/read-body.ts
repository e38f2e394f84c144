import { z } from 'zod';
import { ApiError, badParameter } from './envelope.ts';

const tooLarge = (limit: number): ApiError =>
  new ApiError(413, 'request body too large', { reason: `The limit is ${limit} bytes.` });

/** Reads no more than the limit, whatever the length header says. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

async function readText(request: Request, limit: number): Promise<string> {
  const bytes = await readBytes(request, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badParameter('The body is not valid UTF-8.');
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badParameter('The body is not valid JSON.');
  }
}

/** The first thing that is wrong, with where. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badParameter(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`);
}

/** A JSON body that must be there. */
export async function readJson<T>(request: Request, limit: number, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(request, limit);
  if (text.trim() === '') throw badParameter('The body is empty; a JSON object is required.');
  return parseWith(schema, parseJson(text));
}

/** A JSON body that may be left out, as long as no JSON is announced. */
export async function readOptionalJson<T>(request: Request, limit: number, schema: z.ZodType<T>): Promise<T> {
  const announced = request.headers.get('content-type')?.includes('json') ?? false;
  const text = await readText(request, limit);
  if (text.trim() === '') {
    if (announced) throw badParameter('The body is empty; a JSON object is required.');
    return parseWith(schema, {});
  }
  return parseWith(schema, parseJson(text));
}

/** A JSON object of the caller's own. */
export const objectSchema = z.record(z.string(), z.unknown());
export type JsonObject = z.infer<typeof objectSchema>;

const MAX_OBJECT_BYTES = 64 * 1024;

export function checkObjectSize(value: JsonObject, what: string): void {
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_OBJECT_BYTES) {
    throw new ApiError(400, `${what} size exceeds 64KB limit`);
  }
}
