import type { JobRow } from '../db/tables.ts';
import {
  renderLearnerFollowUp,
  renderLearnerInput,
  SKILL_LEARNER_PROMPT,
  type LearnerContext,
} from '../prompts/skill-learner.ts';
import { SKILL_LEARNER_TOOLS } from '../prompts/skill-learner-tools.ts';
import type { Db, Services } from '../services.ts';
import { skillsOfSpace } from '../skills/skill-store.ts';
import { AgentFailure, discardIterations, Gone, iterationsOf, runAgent, type Owner } from './agent-loop.ts';
import { carriedJobs, leaveWriting, lockSpace, moveJob, takeAlong } from './jobs.ts';
import { learnerMemory } from './learner-memory.ts';
import { actOnSkills } from './learner-tools.ts';
import { lostLearning, reviewLearner } from './review-learner.ts';
import { sessionDate } from './session-date.ts';

async function contextOf(db: Db, services: Services, job: JobRow): Promise<LearnerContext> {
  return {
    text: job.distillation_text ?? '',
    date: await sessionDate(db, services.clock, job.session_id),
  };
}

async function contextsOf(db: Db, services: Services, jobs: readonly JobRow[]): Promise<LearnerContext[]> {
  const contexts: LearnerContext[] = [];
  for (const job of jobs) contexts.push(await contextOf(db, services, job));
  return contexts;
}

/** Renders the first message once; what waits by then comes along. */
async function openingOf(services: Services, job: JobRow): Promise<string> {
  if (job.opening !== null) return job.opening;
  return services.db.transaction().execute(async (trx) => {
    const opening = async (waiting: JobRow[]): Promise<string> =>
      renderLearnerInput(
        await contextOf(trx, services, job),
        await contextsOf(trx, services, waiting),
        await skillsOfSpace(trx, job.space_id),
      );
    await moveJob(trx, services, job, ['writing'], {});
    const text = await opening(await takeAlong(trx, services, job, services.settings.learnerMaxContexts));
    await moveJob(trx, services, job, ['writing'], { opening: text });
    return text;
  });
}

/** Ends the run of a learner and hands the lock on. Returns the job that may write next. */
export async function endWriting(
  services: Services,
  job: JobRow,
  failure: string | null,
): Promise<string | null> {
  return services.db.transaction().execute(async (trx) => {
    await lockSpace(trx, job.space_id);
    const own = failure === null ? { state: 'done' } : { state: 'failed', reason: failure };
    await moveJob(trx, services, job, ['writing'], own);
    for (const carried of await carriedJobs(trx, job.id)) {
      if (carried.state !== 'writing') continue;
      const change = failure === null ? { state: 'done' } : { state: 'queued', carrier_job_id: null };
      await moveJob(trx, services, carried, ['writing'], change);
    }
    return leaveWriting(trx, services, job);
  });
}

/** Lets the skill learner write what the job distilled. Returns the job that may write next. */
export async function writeSkills(services: Services, job: JobRow): Promise<string | null> {
  const { settings, db } = services;
  const owner: Owner = { id: job.id, sessionId: job.session_id, stage: 'skill_learner' };
  const space = await db
    .selectFrom('ac_spaces')
    .select('user_id')
    .where('id', '=', job.space_id)
    .executeTakeFirst();
  if (!space) throw new Gone();
  const date = await sessionDate(db, services.clock, job.session_id);
  try {
    await runAgent(services, {
      owner,
      system: SKILL_LEARNER_PROMPT,
      opening: await openingOf(services, job),
      tools: SKILL_LEARNER_TOOLS,
      maxIterations: settings.learnerMaxIterations,
      extraIterations: settings.learnerExtraIterations,
      hold: (trx) => moveJob(trx, services, job, ['writing'], {}),
      act: async (trx, calls) =>
        actOnSkills(
          {
            trx,
            services,
            projectId: job.project_id,
            spaceId: job.space_id,
            userId: space.user_id,
            date,
            ...learnerMemory(await iterationsOf(trx, owner)),
          },
          calls,
        ),
      followUp: async (trx, turn) => {
        const taken = await takeAlong(trx, services, job, settings.learnerMaxContexts);
        if (taken.length === 0) return reviewLearner(trx, job.space_id, await iterationsOf(trx, owner), turn);
        const contexts = await contextsOf(trx, services, taken);
        return renderLearnerFollowUp(contexts, await skillsOfSpace(trx, job.space_id));
      },
    });
  } catch (error) {
    if (!(error instanceof AgentFailure)) throw error;
    return endWriting(services, job, error.message);
  }
  const lost = lostLearning(await iterationsOf(db, owner));
  // The next attempt must not find the conversation that ended without a result.
  if (lost !== null) await discardIterations(db, owner, lost);
  return endWriting(services, job, lost);
}
