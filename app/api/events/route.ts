import { streamEvents } from '#lib/server/stream-events.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => streamEvents(request);
