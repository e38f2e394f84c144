import type { Services } from '../services.ts';

/** What a route knows of its request. */
export interface Call {
  services: Services;
  projectId: string;
  /** Values of the `:name` parts of the path, decoded. */
  param: (name: string) => string;
  query: URLSearchParams;
  request: Request;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Entry<Handle> = [method: Method, path: string, handle: Handle];

/** `:name` matches one part of the path; `*` at the end matches the rest. */
export type Route = Entry<(call: Call) => Response | Promise<Response>>;

/** A route for whoever comes, with or without a key. */
export type OpenRoute = Entry<(call: Omit<Call, 'projectId'>) => Response | Promise<Response>>;

export type Router<Handle> = (
  method: string,
  path: string,
) => { handle: Handle; param: (name: string) => string } | null;

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function match(pattern: readonly string[], parts: readonly string[]): Map<string, string> | null {
  const rest = pattern.at(-1) === '*';
  if (rest ? parts.length < pattern.length - 1 : parts.length !== pattern.length) return null;
  const params = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    if (expected === '*') break;
    const part = decode(parts[index] ?? '');
    if (part === null) return null;
    if (expected.startsWith(':')) params.set(expected.slice(1), part);
    else if (expected !== part) return null;
  }
  return params;
}

/** Finds the first route that fits. */
export function createRouter<Handle>(routes: readonly Entry<Handle>[]): Router<Handle> {
  const compiled = routes.map(([method, path, handle]) => ({ method, pattern: partsOf(path), handle }));
  return (method, path) => {
    const parts = partsOf(path);
    for (const route of compiled) {
      if (route.method !== method) continue;
      const params = match(route.pattern, parts);
      if (params) return { handle: route.handle, param: (name) => params.get(name) ?? '' };
    }
    return null;
  };
}
