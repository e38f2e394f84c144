import type { OpenRoute, Route } from '../http/router.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { agentSkillRoutes } from './agent-skills.ts';
import { artifactRoutes } from './artifacts.ts';
import { diskRoutes } from './disks.ts';
import { eventRoutes } from './events.ts';
import { labRoutes } from './lab.ts';
import { learningSpaceRoutes } from './learning-spaces.ts';
import { materialRoutes } from './material.ts';
import { messageRoutes } from './messages.ts';
import { notYetRoutes } from './not-yet-routes.ts';
import { projectRoutes } from './project.ts';
import { sessionRoutes } from './sessions.ts';
import { taskRoutes } from './tasks.ts';
import { userRoutes } from './users.ts';

export const openRoutes: OpenRoute[] = materialRoutes;

/** The whole surface below `/api/v1`; the first that fits answers. */
export const allRoutes = (pipeline: Pipeline): Route[] => [
  ...projectRoutes,
  ...userRoutes(pipeline),
  ...sessionRoutes(pipeline),
  ...messageRoutes(pipeline),
  ...taskRoutes,
  ...eventRoutes,
  ...learningSpaceRoutes(pipeline),
  ...agentSkillRoutes,
  ...diskRoutes,
  ...artifactRoutes,
  ...labRoutes,
  ...notYetRoutes,
];
