import { serveAcontext } from '#lib/server/http/serve-acontext.ts';

export const dynamic = 'force-dynamic';

export const GET = serveAcontext;
