const JSON_TYPE = 'application/json; charset=utf-8';

function respond(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': JSON_TYPE } });
}

/** `data` is left out when there is nothing to return. */
export function ok(data?: unknown, options: { status?: 200 | 201; msg?: string } = {}): Response {
  const { status = 200, msg = '' } = options;
  return respond(status, { code: 0, ...(data !== undefined && { data }), msg });
}

export const created = (data: unknown): Response => ok(data, { status: 201 });

/** A refusal as Acontext words it. The body's code can differ from the HTTP status, as it does there. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  /** The inner reason, for whoever debugs. */
  readonly reason: string | undefined;

  constructor(status: number, msg: string, options: { code?: number; reason?: string } = {}) {
    super(msg);
    this.name = 'ApiError';
    this.status = status;
    this.code = options.code ?? status;
    this.reason = options.reason;
  }

  toResponse(): Response {
    const { status, code, reason, message: msg } = this;
    return respond(status, { code, msg, ...(reason !== undefined && { error: reason }) });
  }
}

export const badParameter = (reason: string): ApiError => new ApiError(400, 'parameter error', { reason });

export const notFound = (what: string): ApiError =>
  new ApiError(404, `${what} not found`, { reason: `${what} not found` });

/** Acontext's answer to a storage problem, under the HTTP status that the route gives it. */
export const storageError = (status: number, reason: string): ApiError =>
  new ApiError(status, 'database error', { code: 500, reason });

export const notYet = (what: string): ApiError =>
  new ApiError(501, 'not implemented', { reason: `The embedded Acontext does not have ${what} yet.` });
