import { timingSafeEqual, createHash } from 'node:crypto';
import { isLoopback } from '../lab/parse-env.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** These speak protocols with keys of their own in `Authorization`. */
const KEYED_PATHS = ['/acontext/'];

/**
 * The response that refuses a request, or null. A web page of another origin must not reach a lab on loopback: neither
 * by a name that resolves to 127.0.0.1 (Host) nor by posting across origins (Origin). Beyond loopback a password is asked.
 */
export function guardRequest(
  request: Request & { nextUrl?: { pathname: string } },
  env: Record<string, string | undefined>,
): Response | null {
  const host = request.headers.get('host') ?? '';
  if (!hostAllowed(host, env)) {
    return refuse(
      421,
      'forbidden',
      `This lab does not answer to the name "${host}".`,
      'Add the name to LAB_ALLOWED_HOSTS.',
    );
  }
  const origin = request.headers.get('origin');
  if (origin && !SAFE_METHODS.has(request.method) && hostOf(origin) !== host) {
    return refuse(
      403,
      'forbidden',
      'Requests from other origins are refused.',
      'Open the lab by its own address.',
    );
  }
  const path = new URL(request.url).pathname;
  if (
    env.LAB_PASSWORD &&
    !KEYED_PATHS.some((prefix) => path.startsWith(prefix)) &&
    !passwordGiven(request, env.LAB_PASSWORD)
  ) {
    return refuse(
      401,
      'unauthorized',
      'A password is needed.',
      'Any user name; the password is LAB_PASSWORD.',
      {
        'www-authenticate': 'Basic realm="Auto-Learn Lab", charset="UTF-8"',
      },
    );
  }
  return null;
}

function hostAllowed(host: string, env: Record<string, string | undefined>): boolean {
  const name = host.replace(/:\d+$/, '');
  if (isLoopback(name)) return true;
  const allowed = new Set([env.HOST ?? '', ...(env.LAB_ALLOWED_HOSTS ?? '').split(/[\s,]+/)]);
  // An address (not a name) cannot be rebound by a foreign DNS server; it is reachable only when HOST opens it.
  const isAddress = /^\d+(\.\d+){3}$/.test(name) || name.startsWith('[');
  return allowed.has(name) || allowed.has(host) || (isAddress && !isLoopback(env.HOST ?? '127.0.0.1'));
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Basic (browsers, curl -u) or Bearer (API clients, the `openai` packages). */
function passwordGiven(request: Request, password: string): boolean {
  const [scheme, value = ''] = (request.headers.get('authorization') ?? '').split(' ');
  if (scheme === 'Bearer') return same(value, password);
  if (scheme !== 'Basic') return false;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  return same(decoded.slice(decoded.indexOf(':') + 1), password);
}

function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function refuse(
  status: number,
  code: string,
  message: string,
  hint: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { code, message, hint } }, { status, headers });
}
