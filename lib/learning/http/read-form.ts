import { ApiError, badParameter } from './envelope.ts';
import { checkObjectSize, objectSchema, readBytes, type JsonObject } from './read-body.ts';

/** Room for boundaries, headers and the small fields beside a file. */
const WRAPPING = 128 * 1024;

/** A multipart body; no file in it may be larger than the limit. */
export async function readForm(request: Request, limit: number): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  const body = await readBytes(request, limit + WRAPPING);
  let form: FormData;
  try {
    form = await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    throw badParameter('The body is not valid multipart/form-data.');
  }
  for (const field of form.values()) {
    if (field instanceof File && field.size > limit) {
      throw new ApiError(413, 'file too large', { reason: `The limit is ${limit} bytes.` });
    }
  }
  return form;
}

/** A field that holds text; undefined when it is absent or empty. */
export function textField(field: FormDataEntryValue | null, name: string): string | undefined {
  if (field === null || field === '') return undefined;
  if (typeof field !== 'string') throw badParameter(`${name} must be text`);
  return field;
}

/** A JSON object written as text. */
export function metaObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'invalid meta JSON');
  }
  const parsed = objectSchema.safeParse(value);
  if (!parsed.success) throw new ApiError(400, 'invalid meta JSON');
  checkObjectSize(parsed.data, 'meta');
  return parsed.data;
}

/** The field `meta` as it is stored. */
export function metaField(field: FormDataEntryValue | null): string | null {
  if (field === null || field === '') return null;
  return JSON.stringify(metaObject(typeof field === 'string' ? field : ''));
}
