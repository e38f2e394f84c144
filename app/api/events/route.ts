import { streamEvents } from '#lib/server/http/stream-events.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => streamEvents(request);
