import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { LearningTables } from '#lib/learning/index.ts';
import { SKILL_MD } from '#lib/testing/scripted-pipeline.ts';

/** Rows as years of use would leave them, written past the API: it would take hours. */

type Db = Kysely<LearningTables>;

/** So many rows share an insert, and so a prepared statement. */
const CHUNK = 200;

async function inChunks<Row>(rows: readonly Row[], insert: (chunk: Row[]) => Promise<unknown>) {
  for (let at = 0; at < rows.length; at += CHUNK) await insert(rows.slice(at, at + CHUNK));
}

const START = Date.parse('2025-01-01T00:00:00Z');

/** A millisecond for each row, so that cursors have something to hold on to. */
function createStamps() {
  let rows = 0;
  return () => {
    rows += 1;
    const at = new Date(START + rows).toISOString().replace('Z', '000Z');
    return { created_at: at, updated_at: at };
  };
}

/** A conversation's usual turn of four: request, tool call, its result, answer. */
function partsAt(seq: number): { role: string; parts: string } {
  const id = `call_${Math.floor(seq / 4)}`;
  const text = `Message ${seq}: the gateway answers 502 while its upstream is slow but healthy. `.repeat(3);
  const turns = [
    { role: 'user', parts: [{ type: 'text', text }] },
    {
      role: 'assistant',
      parts: [
        { type: 'text', text },
        { type: 'tool-call', meta: { id, name: 'get_metrics', arguments: '{"service":"gateway"}' } },
      ],
    },
    { role: 'user', parts: [{ type: 'tool-result', text, meta: { tool_call_id: id } }] },
    { role: 'assistant', parts: [{ type: 'text', text }] },
  ] as const;
  const turn = turns[seq % 4] ?? turns[0];
  return { role: turn.role, parts: JSON.stringify(turn.parts) };
}

export async function projectOf(db: Db): Promise<string> {
  return (await db.selectFrom('ac_projects').select('id').executeTakeFirstOrThrow()).id;
}

/** A session whose messages have all been observed. */
export async function seedSession(db: Db, projectId: string, messages: number): Promise<string> {
  const next = createStamps();
  const sessionId = randomUUID();
  let parentId: string | null = null;
  const rows: LearningTables['ac_messages'][] = [];
  for (let seq = 1; seq <= messages; seq += 1) {
    const id = randomUUID();
    rows.push({
      id,
      session_id: sessionId,
      seq,
      parent_id: parentId,
      ...partsAt(seq),
      meta: '{"source_format":"openai"}',
      tokens: 60,
      task_id: null,
      status: 'success',
      batch_id: 'seeded',
      ...next(),
    });
    parentId = id;
  }
  const last = rows.at(-1);
  const session: LearningTables['ac_sessions'] = {
    id: sessionId,
    project_id: projectId,
    user_id: null,
    disable_task_tracking: 0,
    configs: null,
    message_count: messages,
    token_count: messages * 60,
    last_message_id: last?.id ?? null,
    last_message_at: last?.created_at ?? null,
    active_batch_id: null,
    flushed_at: null,
    ...next(),
  };
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('ac_sessions').values(session).execute();
    await inChunks(rows, (chunk) => trx.insertInto('ac_messages').values(chunk).execute());
  });
  return sessionId;
}

/** Spaces with their skills (two files each), and a session each that was learned from. */
export async function seedSpaces(
  db: Db,
  projectId: string,
  { spaces, skillsPerSpace }: { spaces: number; skillsPerSpace: number },
): Promise<void> {
  const next = createStamps();
  await db.transaction().execute(async (trx) => {
    for (let index = 0; index < spaces; index += 1) {
      const spaceId = randomUUID();
      const own = { project_id: projectId, user_id: null };
      const meta = JSON.stringify({ team: `team-${index}` });
      await trx
        .insertInto('ac_spaces')
        .values({ id: spaceId, ...own, meta, writer_job_id: null, ...next() })
        .execute();
      const skills = Array.from({ length: skillsPerSpace }, (_, number) => ({
        id: randomUUID(),
        ...own,
        name: `skill-${index}-${number}`,
        description: 'How to settle errors of a gateway.',
        disk_id: randomUUID(),
        meta: null,
        ...next(),
      }));
      const disks = skills.map(({ disk_id, created_at, updated_at }) => ({
        id: disk_id,
        ...own,
        created_at,
        updated_at,
      }));
      const files = skills.flatMap(({ disk_id, created_at, updated_at }) =>
        ['SKILL.md', 'timeouts.md'].map((path) => ({
          disk_id,
          path,
          mime: 'text/markdown',
          encoding: 'utf8',
          content: SKILL_MD.repeat(4),
          size: SKILL_MD.length * 4,
          meta: null,
          created_at,
          updated_at,
        })),
      );
      const links = skills.map(({ id, created_at }) => ({
        id: randomUUID(),
        space_id: spaceId,
        skill_id: id,
        created_at,
      }));
      await inChunks(disks, (chunk) => trx.insertInto('ac_disks').values(chunk).execute());
      await inChunks(skills, (chunk) => trx.insertInto('ac_skills').values(chunk).execute());
      await inChunks(files, (chunk) => trx.insertInto('ac_files').values(chunk).execute());
      await inChunks(links, (chunk) => trx.insertInto('ac_space_skills').values(chunk).execute());
    }
  });
  for (const { id } of await db.selectFrom('ac_spaces').select('id').orderBy('created_at').execute()) {
    await seedLearned(db, projectId, id, next());
  }
}

async function seedLearned(
  db: Db,
  projectId: string,
  spaceId: string,
  at: { created_at: string; updated_at: string },
): Promise<void> {
  const sessionId = await seedSession(db, projectId, 10);
  const own = { project_id: projectId, session_id: sessionId, ...at };
  const taskId = randomUUID();
  await db
    .insertInto('ac_tasks')
    .values({
      id: taskId,
      ...own,
      position: 1,
      is_planning: 0,
      status: 'success',
      data: JSON.stringify({ task_description: 'Stop the 502s', progresses: [], user_preferences: [] }),
    })
    .execute();
  await db
    .insertInto('ac_jobs')
    .values({
      id: randomUUID(),
      ...own,
      space_id: spaceId,
      task_id: taskId,
      state: 'done',
      attempt: 1,
      distillation_kind: 'success',
      distillation_text: 'A limit must exceed the demand it bounds.',
      distilled_at: at.created_at,
      opening: null,
      carrier_job_id: null,
      reason: null,
    })
    .execute();
  await db
    .insertInto('ac_space_sessions')
    .values({ id: randomUUID(), space_id: spaceId, session_id: sessionId, ...at })
    .execute();
}
