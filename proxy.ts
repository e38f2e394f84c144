import { type NextRequest, NextResponse } from 'next/server';
import { guardRequest } from '#lib/server/http/guard-request.ts';
import { refuseMalformedPath } from '#lib/server/http/refuse-malformed-path.ts';
import { contentSecurityPolicy } from '#lib/server/http/content-security-policy.ts';

/** Runs before every request: who may ask at all, and what a page may load. */
export function proxy(request: NextRequest): Response {
  const refusal = guardRequest(request, process.env) ?? refuseMalformedPath(request);
  if (refusal) return refusal;
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV !== 'production');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image|icon.svg).*)'] };
