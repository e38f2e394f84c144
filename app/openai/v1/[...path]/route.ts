import { serveOfflineModel } from '#lib/server/http/serve-offline-model.ts';

export const dynamic = 'force-dynamic';

export const GET = serveOfflineModel;
export const POST = serveOfflineModel;
