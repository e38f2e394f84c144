import { serveAcontext } from '#lib/server/http/serve-acontext.ts';

export const dynamic = 'force-dynamic';

export const GET = serveAcontext;
export const POST = serveAcontext;
export const PUT = serveAcontext;
export const PATCH = serveAcontext;
export const DELETE = serveAcontext;
