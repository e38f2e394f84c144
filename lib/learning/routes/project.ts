import { ApiError, ok } from '../http/envelope.ts';
import { objectSchema, readBytes, type JsonObject } from '../http/read-body.ts';
import type { Call, Route } from '../http/router.ts';
import { projectConfigs } from '../pipeline/project-configs.ts';
import { mergeObject } from './sessions.ts';

const MAX_BYTES = 64 * 1024;
const CRITERIA = ['task_success_criteria', 'task_failure_criteria'];
const MAX_CRITERION = 2000;

async function readPatch(request: Request): Promise<JsonObject> {
  const invalid = new ApiError(400, 'invalid or too-large JSON body (max 64KB)');
  const bytes = await readBytes(request, MAX_BYTES).catch(() => {
    throw invalid;
  });
  const text = Buffer.from(bytes).toString('utf8');
  let patch: JsonObject;
  try {
    patch = objectSchema.parse(JSON.parse(text));
  } catch {
    throw invalid;
  }
  if (Object.keys(patch).length === 0) throw new ApiError(400, 'empty body');
  return patch;
}

function checkCriteria(patch: JsonObject): void {
  for (const key of CRITERIA) {
    const value = patch[key] ?? null;
    if (value === null) continue;
    if (typeof value !== 'string') throw new ApiError(400, `${key} must be a string`);
    if (Buffer.byteLength(value) > MAX_CRITERION) {
      throw new ApiError(400, `${key} exceeds max length (${MAX_CRITERION} chars)`);
    }
  }
}

async function patchConfigs({ services: { db }, projectId, request }: Call): Promise<Response> {
  const patch = await readPatch(request);
  checkCriteria(patch);
  const merged = await db.transaction().execute(async (trx) => {
    // Written first, so that two patches come one after the other.
    await trx
      .updateTable('ac_projects')
      .set((eb) => ({ configs: eb.ref('configs') }))
      .where('id', '=', projectId)
      .execute();
    const configs = mergeObject(await projectConfigs(trx, projectId), patch);
    const text = JSON.stringify(configs);
    if (Buffer.byteLength(text) > MAX_BYTES) throw new ApiError(400, 'configs size exceeds 64KB limit');
    await trx.updateTable('ac_projects').set({ configs: text }).where('id', '=', projectId).execute();
    return configs;
  });
  return ok(merged, { msg: 'ok' });
}

export const projectRoutes: Route[] = [
  ['GET', '/ping', () => ok(undefined, { msg: 'pong' })],
  [
    'GET',
    '/project/configs',
    async ({ services: { db }, projectId }) =>
      ok({ ...(await projectConfigs(db, projectId)), encryption_enabled: false }, { msg: 'ok' }),
  ],
  ['PATCH', '/project/configs', patchConfigs],
];
