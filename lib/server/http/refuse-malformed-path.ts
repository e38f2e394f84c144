const refusal = 'The address has a % that is not followed by two hexadecimal digits of UTF-8.';

/**
 * The 400 for a path whose percent-encoding cannot be read, or null; an API's is in that API's own words. Next would
 * answer it with a plain 500 before any route or page is reached.
 */
export function refuseMalformedPath(request: Request): Response | null {
  const { pathname } = new URL(request.url);
  if (isReadable(pathname)) return null;
  const answer = ANSWERS.find(([prefix]) => pathname.startsWith(prefix));
  const init = { status: 400, headers: { 'cache-control': 'no-store' } };
  return answer ? Response.json(answer[1], init) : new Response(refusal, init);
}

const ANSWERS: readonly (readonly [prefix: string, body: object])[] = [
  [
    '/api/',
    { error: { code: 'invalid_input', message: refusal, hint: 'Encode a literal % in an address as %25.' } },
  ],
  ['/acontext/api/v1/', { code: 400, msg: 'parameter error', error: refusal }],
  [
    '/openai/v1/',
    { error: { message: refusal, type: 'invalid_request_error', param: null, code: 'invalid_path' } },
  ],
];

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
