import { objectSchema, type JsonObject } from '../http/read-body.ts';
import type { Db } from '../services.ts';

export async function projectConfigs(db: Db, projectId: string): Promise<JsonObject> {
  const project = await db
    .selectFrom('ac_projects')
    .select('configs')
    .where('id', '=', projectId)
    .executeTakeFirst();
  return project ? objectSchema.parse(JSON.parse(project.configs)) : {};
}
