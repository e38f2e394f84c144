import type { ProjectOf } from '../keys/create-project-of.ts';
import type { Services } from '../services.ts';
import { ApiError, ok } from './envelope.ts';
import type { OpenRoute, Route, Router } from './router.ts';

const MOUNT = '/api/v1';

/** The path below the mount, wherever the handler hangs; `/health` lies beside it. */
function localPath(pathname: string): string | null {
  const at = pathname.indexOf(`${MOUNT}/`);
  return at < 0 ? null : pathname.slice(at + MOUNT.length);
}

/** Deeply nested JSON overflows the stack of whoever walks it: the caller's fault, not ours. */
const isTooDeep = (error: unknown): boolean =>
  error instanceof RangeError && /call stack/i.test(error.message);

/** Answers one request; never throws. */
export async function handleRequest(
  services: Services,
  { open, route, projectOf }: { open: Router<OpenRoute[2]>; route: Router<Route[2]>; projectOf: ProjectOf },
  request: Request,
): Promise<Response> {
  try {
    const url = new URL(request.url);
    const path = localPath(url.pathname);
    if (path === null && url.pathname.endsWith('/health')) return ok(undefined, { msg: 'ok' });
    const query = url.searchParams;
    const welcome = path === null ? null : open(request.method, path);
    if (welcome) return await welcome.handle({ services, param: welcome.param, query, request });
    const found = path === null ? null : route(request.method, path);
    if (!found)
      throw new ApiError(404, 'not found', { reason: `There is no ${request.method} ${url.pathname}.` });
    const projectId = await projectOf(request);
    const { handle, param } = found;
    return await handle({ services, projectId, param, query, request });
  } catch (error) {
    if (error instanceof ApiError) return error.toResponse();
    if (isTooDeep(error))
      return new ApiError(400, 'parameter error', { reason: 'The JSON is nested too deeply.' }).toResponse();
    services.onError(error);
    return new ApiError(500, 'database error').toResponse();
  }
}
