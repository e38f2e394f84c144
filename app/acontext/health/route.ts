import { serveAcontext } from '#lib/server/serve-acontext.ts';

export const dynamic = 'force-dynamic';

export const GET = serveAcontext;
