import { serveOfflineModel } from '#lib/server/serve-offline-model.ts';

export const dynamic = 'force-dynamic';

export const GET = serveOfflineModel;
export const POST = serveOfflineModel;
