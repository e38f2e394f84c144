import { AcontextClient, APIError, TransportError } from '@acontext/acontext';
import { z } from 'zod';
import { LabError } from '#lib/protocol/lab-error.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { withRetryAfter } from './retry-after.ts';

export interface RequestOptions {
  params?: Record<string, string | number>;
  jsonData?: unknown;
  /** A multipart body instead: one file beside some texts. */
  form?: { file: { name: string; content: string }; fields: Record<string, string> };
  /** false returns the whole envelope instead of its `data`. */
  unwrap?: boolean;
}

/** The shape of AcontextClient.request: one JSON call, `data` out, APIError or TransportError thrown. */
export interface Requester {
  request(method: string, path: string, options?: RequestOptions): Promise<unknown>;
  /** For bodies that are no JSON, which `request` would garble. */
  requestBinary(path: string): Promise<Response>;
}

/** Longest wait for an answer. `flush` answers only when the task agent is done, which the server limits to 5 min. */
const TIMEOUT_MS = 30_000;
const FLUSH_TIMEOUT_MS = 320_000;

/** A real server, over @acontext/acontext. */
export function createRemoteRequester(options: {
  apiKey: string;
  /** With `/api/v1`. */
  baseUrl: string;
}): Requester {
  const { apiKey } = options;
  const baseUrl = options.baseUrl.replace(/\/$/, '');
  async function ask(method: string, path: string, request?: RequestOptions): Promise<unknown> {
    const timeout = path.endsWith('/flush') ? FLUSH_TIMEOUT_MS : TIMEOUT_MS;
    // One per request: the package takes its time limit per client, and its errors do not carry the answer's headers.
    const client = new AcontextClient({ apiKey, baseUrl, timeout });
    let retryAfter: string | null = null;
    const getFetch = async () => async (url: string, init: RequestInit) => {
      const response = await fetch(url, init);
      retryAfter = response.headers.get('retry-after');
      return response;
    };
    Object.defineProperty(client, 'getFetch', { value: getFetch });
    try {
      return await within(timeout, client.request(method, path, toPackage(request)));
    } catch (error) {
      throw withRetryAfter(error, retryAfter);
    }
  }

  return {
    request: ask,
    async requestBinary(path) {
      try {
        const headers = { authorization: `Bearer ${apiKey}` };
        return await fetch(`${baseUrl}${path}`, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
      } catch (error) {
        throw new TransportError(errorMessage(error));
      }
    },
  };
}

/** The package's own words for a multipart body. */
function toPackage({ form, ...request }: RequestOptions = {}) {
  if (form === undefined) return request;
  const { name, content } = form.file;
  const file = { filename: name, content: Buffer.from(content), contentType: 'text/markdown' };
  return { ...request, files: { file }, data: form.fields };
}

function toFormData({ file, fields }: NonNullable<RequestOptions['form']>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new File([file.content], file.name, { type: 'text/markdown' }));
  return body;
}

/** The package stops its clock when the headers are there; a body that stalls must not hang a run. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    // A little later than the package's own limit, whose message is the better one.
    timer = setTimeout(() => reject(new TransportError(`No complete answer within ${ms} ms`)), ms + 1000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

const envelopeSchema = z.object({
  code: z.number().optional(),
  data: z.unknown().optional(),
  msg: z.string().optional(),
  error: z.string().optional(),
});

/** The embedded server, called in process, under the same envelope rules as a real one. */
export function createHandlerRequester(options: {
  handler: (request: Request) => Promise<Response>;
  apiKey: string;
  /** Where the handler believes to be mounted, with `/api/v1`. */
  baseUrl: string;
}): Requester {
  const { apiKey, baseUrl } = options;

  /** The embedded server says what it means: its LabErrors (disk full, cancelled) pass as they are. */
  async function call(request: Request): Promise<Response> {
    try {
      return await options.handler(request);
    } catch (error) {
      throw error instanceof LabError ? error : new TransportError(errorMessage(error));
    }
  }

  return {
    async request(method, path, { params, jsonData, form, unwrap = true } = {}) {
      const url = new URL(`${baseUrl}${path}`);
      for (const [name, value] of Object.entries(params ?? {})) url.searchParams.append(name, String(value));
      const response = await call(
        new Request(url, {
          method,
          headers: {
            authorization: `Bearer ${apiKey}`,
            accept: 'application/json',
            ...(jsonData === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(jsonData === undefined ? {} : { body: JSON.stringify(jsonData) }),
          ...(form === undefined ? {} : { body: toFormData(form) }),
        }),
      );
      const payload: unknown = await response.json().catch(() => null);
      const { code, data, msg, error } = envelopeSchema.catch({ data: null }).parse(payload);
      if (response.status >= 400 || (code ?? 0) >= 400) {
        const failure = new APIError({
          statusCode: response.status,
          message: msg ?? response.statusText,
          payload,
          ...(code === undefined ? {} : { code }),
          ...(error === undefined ? {} : { error }),
        });
        throw withRetryAfter(failure, response.headers.get('retry-after'));
      }
      return unwrap ? data : payload;
    },
    requestBinary: (path) =>
      call(new Request(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${apiKey}` } })),
  };
}
