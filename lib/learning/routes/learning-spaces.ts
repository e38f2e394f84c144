import { z } from 'zod';
import { isUniqueViolation } from '#lib/protocol/storage-error.ts';
import type { SpaceRow, SpaceSessionRow } from '../db/tables.ts';
import { containsJson } from '../http/contains-json.ts';
import { ApiError, created, notFound, ok } from '../http/envelope.ts';
import { pageQuery, readFilteredPage } from '../http/page.ts';
import { filterOf, uuid } from '../http/query.ts';
import { checkObjectSize, objectSchema, readJson, type JsonObject } from '../http/read-body.ts';
import type { Call, Route } from '../http/router.ts';
import { deleteSpace } from '../pipeline/delete-owned.ts';
import { addEarlierJobs } from '../pipeline/jobs.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { readStatus } from '../pipeline/read-status.ts';
import { addDefaultSkills, linkSkill, skillsOfSpace } from '../skills/skill-store.ts';
import { findSession, findSkill, spaceOf, userFilter, userNamed } from './find.ts';
import { skillsJson } from './skill-json.ts';

const metaOf = (row: Pick<SpaceRow, 'meta'>): JsonObject | null =>
  row.meta === null ? null : objectSchema.parse(JSON.parse(row.meta));

const spaceJson = (row: SpaceRow) => ({
  id: row.id,
  user_id: row.user_id,
  meta: metaOf(row),
  created_at: row.created_at,
  updated_at: row.updated_at,
});

async function create(call: Call): Promise<Response> {
  const { db, stamp, newId, settings } = call.services;
  const schema = z.object({ user: z.string().nullish(), meta: objectSchema.nullish() });
  const body = await readJson(call.request, settings.maxBodyBytes, schema);
  if (body.meta) checkObjectSize(body.meta, 'meta');
  const at = stamp();
  const row = await db.transaction().execute(async (trx) => {
    const space: SpaceRow = {
      id: newId(),
      project_id: call.projectId,
      user_id: await userNamed(call, trx, body.user ?? undefined),
      meta: body.meta ? JSON.stringify(body.meta) : null,
      writer_job_id: null,
      created_at: at,
      updated_at: at,
    };
    await trx.insertInto('ac_spaces').values(space).execute();
    await addDefaultSkills(trx, call.services, space);
    return space;
  });
  return created(spaceJson(row));
}

async function list(call: Call): Promise<Response> {
  const { services, projectId, query } = call;
  const page = pageQuery(query, { fallback: 20, min: 1, max: 200, badCursor: 500 });
  const wanted = filterOf(query, 'filter_by_meta');
  const userId = await userFilter(call);
  const found = services.db
    .selectFrom('ac_spaces')
    .selectAll()
    .where('project_id', '=', projectId)
    .$if(userId !== null, (select) => select.where('user_id', '=', userId));
  const { rows, ...rest } = await readFilteredPage(
    found,
    page,
    wanted && ((row) => containsJson(metaOf(row), wanted)),
  );
  return ok({ items: rows.map(spaceJson), ...rest });
}

/** Shallow; unlike a session's configs, null is a value here. */
async function patch(call: Call): Promise<Response> {
  const { db, settings, stamp } = call.services;
  const body = await readJson(call.request, settings.maxBodyBytes, z.object({ meta: objectSchema }));
  const { id } = await spaceOf(call);
  const row = await db.transaction().execute(async (trx) => {
    await trx.updateTable('ac_spaces').set({ updated_at: stamp() }).where('id', '=', id).execute();
    const space = await trx.selectFrom('ac_spaces').selectAll().where('id', '=', id).executeTakeFirst();
    if (!space) throw notFound('learning space');
    const meta = { ...metaOf(space), ...body.meta };
    checkObjectSize(meta, 'meta');
    const text = JSON.stringify(meta);
    await trx.updateTable('ac_spaces').set({ meta: text }).where('id', '=', id).execute();
    return { ...space, meta: text };
  });
  return ok(spaceJson(row));
}

async function remove(call: Call): Promise<Response> {
  const { services } = call;
  const { id } = await spaceOf(call);
  await services.db.transaction().execute((trx) => deleteSpace(trx, services, id));
  return ok(undefined, { msg: 'ok' });
}

async function learningJson(call: Call, pipeline: Pipeline, link: SpaceSessionRow) {
  const { status, reason } = await readStatus(call.services, link.session_id, pipeline);
  return {
    id: link.id,
    learning_space_id: link.space_id,
    session_id: link.session_id,
    status,
    created_at: link.created_at,
    updated_at: link.updated_at,
    // Ours: why it failed.
    ...(reason !== null && { error: reason }),
  };
}

async function learn(call: Call, pipeline: Pipeline): Promise<Response> {
  const { services, projectId } = call;
  const { db, stamp, newId, settings } = services;
  const body = await readJson(call.request, settings.maxBodyBytes, z.object({ session_id: z.string() }));
  const sessionId = uuid(body.session_id, 'invalid session_id');
  const space = await spaceOf(call);
  const { link, jobs } = await db
    .transaction()
    .execute(async (trx) => {
      if (!(await findSession(trx, { id: sessionId, projectId }))) throw notFound('session');
      const at = stamp();
      const row: SpaceSessionRow = {
        id: newId(),
        space_id: space.id,
        session_id: sessionId,
        created_at: at,
        updated_at: at,
      };
      await trx.insertInto('ac_space_sessions').values(row).execute();
      const early = await addEarlierJobs(trx, services, { projectId, spaceId: space.id, sessionId });
      return { link: row, jobs: early };
    })
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) throw new ApiError(409, 'session already learned by another space');
      throw error;
    });
  await pipeline.startJobs(jobs);
  return created({ ...(await learningJson(call, pipeline, link)), status: 'pending' });
}

async function listSessions(call: Call, pipeline: Pipeline): Promise<Response> {
  const { id } = await spaceOf(call);
  const links = await call.services.db
    .selectFrom('ac_space_sessions')
    .selectAll()
    .where('space_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return ok(await Promise.all(links.map((link) => learningJson(call, pipeline, link))));
}

async function getSession(call: Call, pipeline: Pipeline): Promise<Response> {
  const sessionId = uuid(call.param('sid'), 'invalid session_id');
  const { id } = await spaceOf(call);
  const link = await call.services.db
    .selectFrom('ac_space_sessions')
    .selectAll()
    .where('space_id', '=', id)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  if (!link) throw notFound('learning space session');
  return ok(await learningJson(call, pipeline, link));
}

async function listSkills(call: Call): Promise<Response> {
  const { db } = call.services;
  const { id } = await spaceOf(call);
  return ok(await skillsJson(db, await skillsOfSpace(db, id)));
}

async function includeSkill(call: Call): Promise<Response> {
  const { services, projectId } = call;
  const body = await readJson(
    call.request,
    services.settings.maxBodyBytes,
    z.object({ skill_id: z.string() }),
  );
  const skillId = uuid(body.skill_id, 'invalid skill_id');
  const space = await spaceOf(call);
  const link = await services.db.transaction().execute(async (trx) => {
    const skill = await findSkill(trx, { id: skillId, projectId });
    if (!skill) throw notFound('skill');
    const present = await skillsOfSpace(trx, space.id);
    if (present.some(({ id }) => id === skillId))
      throw new ApiError(409, 'skill already included in this space');
    if (present.some(({ name }) => name === skill.name)) {
      throw new ApiError(409, `skill with name '${skill.name}' already exists in this space`);
    }
    return linkSkill(trx, services, { spaceId: space.id, skillId });
  });
  return created(link);
}

async function excludeSkill(call: Call): Promise<Response> {
  const skillId = uuid(call.param('skill_id'), 'invalid skill_id');
  const { id } = await spaceOf(call);
  await call.services.db
    .deleteFrom('ac_space_skills')
    .where('space_id', '=', id)
    .where('skill_id', '=', skillId)
    .execute();
  return ok(undefined, { msg: 'ok' });
}

export const learningSpaceRoutes = (pipeline: Pipeline): Route[] => [
  ['GET', '/learning_spaces', list],
  ['POST', '/learning_spaces', create],
  ['GET', '/learning_spaces/:id', async (call) => ok(spaceJson(await spaceOf(call)))],
  ['PATCH', '/learning_spaces/:id', patch],
  ['DELETE', '/learning_spaces/:id', remove],
  ['POST', '/learning_spaces/:id/learn', (call) => learn(call, pipeline)],
  ['GET', '/learning_spaces/:id/sessions', (call) => listSessions(call, pipeline)],
  ['GET', '/learning_spaces/:id/sessions/:sid', (call) => getSession(call, pipeline)],
  ['GET', '/learning_spaces/:id/skills', listSkills],
  ['POST', '/learning_spaces/:id/skills', includeSkill],
  ['DELETE', '/learning_spaces/:id/skills/:skill_id', excludeSkill],
];
