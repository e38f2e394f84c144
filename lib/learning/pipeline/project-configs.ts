import { z } from 'zod';
import { objectSchema, type JsonObject } from '../http/read-body.ts';
import type { Db, Services } from '../services.ts';
import type { LearningSettings } from '../settings.ts';

export async function projectConfigs(db: Db, projectId: string): Promise<JsonObject> {
  const project = await db
    .selectFrom('ac_projects')
    .select('configs')
    .where('id', '=', projectId)
    .executeTakeFirst();
  return project ? objectSchema.parse(JSON.parse(project.configs)) : {};
}

/** What a project may set of the pipeline, under Acontext's names. A value out of range counts as none. */
const figures = (min: number, max: number) => z.int().min(min).max(max).optional().catch(undefined);
const settingsSchema = z.object({
  project_session_message_buffer_max_turns: figures(1, 1000),
  project_session_message_buffer_max_overflow: figures(0, 1000),
  default_task_agent_max_iterations: figures(1, 100),
  default_task_agent_previous_progress_num: figures(1, 1000),
});

type ProjectSettings = Pick<
  LearningSettings,
  'bufferMaxTurns' | 'batchMax' | 'taskAgentMaxIterations' | 'previousProgress'
>;

/** The server's figures with the project's own over them. */
export function settingsWith(settings: LearningSettings, configs: JsonObject): ProjectSettings {
  const own = settingsSchema.parse(configs);
  const turns = own.project_session_message_buffer_max_turns ?? settings.bufferMaxTurns;
  const overflow = own.project_session_message_buffer_max_overflow;
  const isOwn = own.project_session_message_buffer_max_turns !== undefined || overflow !== undefined;
  const usual = Math.max(0, settings.batchMax - settings.bufferMaxTurns);
  return {
    bufferMaxTurns: turns,
    batchMax: isOwn ? turns + (overflow ?? usual) : settings.batchMax,
    taskAgentMaxIterations: own.default_task_agent_max_iterations ?? settings.taskAgentMaxIterations,
    previousProgress: own.default_task_agent_previous_progress_num ?? settings.previousProgress,
  };
}

/** The figures that hold for a session. */
export async function settingsOf(
  { settings }: Pick<Services, 'settings'>,
  db: Db,
  sessionId: string,
): Promise<ProjectSettings> {
  const project = await db
    .selectFrom('ac_sessions')
    .innerJoin('ac_projects', 'ac_projects.id', 'ac_sessions.project_id')
    .select('ac_projects.configs')
    .where('ac_sessions.id', '=', sessionId)
    .executeTakeFirst();
  return settingsWith(settings, project ? objectSchema.parse(JSON.parse(project.configs)) : {});
}
