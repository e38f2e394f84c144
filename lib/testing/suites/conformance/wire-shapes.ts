import { z } from 'zod';

/** Acontext's resources as every server has to send them; more keys are allowed. */

const id = z.uuid();
const time = z.iso.datetime({ offset: true });
const object = z.record(z.string(), z.unknown());
const stamps = { created_at: time, updated_at: time };

export const envelope = z.object({
  code: z.number(),
  msg: z.string(),
  data: z.unknown().optional(),
  error: z.string().optional(),
});

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().min(1).optional(), has_more: z.boolean() });

export const session = z.object({
  id,
  project_id: id,
  user_id: id.nullable(),
  disable_task_tracking: z.boolean(),
  configs: object.nullable(),
  ...stamps,
});

export const part = z.object({
  type: z.string(),
  text: z.string().optional(),
  filename: z.string().optional(),
  meta: object.nullish(),
  asset: z.object({ s3_key: z.string(), sha256: z.string(), mime: z.string(), size_b: z.number() }).nullish(),
});

export const message = z.object({
  id,
  session_id: id,
  parent_id: id.nullable(),
  role: z.enum(['user', 'assistant']),
  meta: object,
  parts: z.array(part),
  task_id: id.nullable(),
  session_task_process_status: z.enum([
    'pending',
    'running',
    'success',
    'failed',
    'disable_tracking',
    'limit_exceed',
  ]),
  ...stamps,
});

/** An item of `format=acontext`. */
export const ownMessage = message.extend({ meta: object.optional() });

export const messages = z.object({
  items: z.array(z.unknown()),
  ids: z.array(id),
  metas: z.array(object),
  events: z.array(z.unknown()).optional(),
  next_cursor: z.string().min(1).optional(),
  has_more: z.boolean(),
  this_time_tokens: z.int().min(0),
  edit_at_message_id: z.string().optional(),
  public_urls: z.record(z.string(), z.object({ url: z.string(), expire_at: time })).nullish(),
});

export const task = z.object({
  id,
  session_id: id,
  project_id: id,
  order: z.int().min(1),
  data: z.object({
    task_description: z.string().min(1),
    progresses: z.array(z.string()).min(1).optional(),
    user_preferences: z.array(z.string()).min(1).optional(),
  }),
  status: z.enum(['pending', 'running', 'success', 'failed']),
  is_planning: z.literal(false),
  ...stamps,
});

export const event = z.object({
  id,
  session_id: id,
  project_id: id,
  type: z.string(),
  data: object,
  ...stamps,
});

export const observing = z.object({
  observed: z.int(),
  in_process: z.int(),
  pending: z.int(),
  updated_at: time,
});

export const flushed = z.object({ status: z.int(), errmsg: z.string() });

export const space = z.object({ id, user_id: id.nullable(), meta: object.nullable(), ...stamps });

export const spaceSession = z.object({
  id,
  learning_space_id: id,
  session_id: id,
  status: z.enum(['pending', 'distilling', 'queued', 'skill_writing', 'completed', 'failed']),
  ...stamps,
});

export const spaceSkill = z.object({ id, learning_space_id: id, skill_id: id, created_at: time });

export const listedSkill = z.object({
  id,
  user_id: id.nullable(),
  name: z.string().min(1),
  description: z.string().min(1),
  file_index: z.array(z.object({ path: z.string().min(1), mime: z.string().min(1) })),
  meta: object.nullable(),
  ...stamps,
});

export const skill = listedSkill.extend({ disk_id: id });

export const skillFile = z.object({
  path: z.string(),
  mime: z.string().min(1),
  content: z.object({ type: z.string(), raw: z.string() }).nullish(),
  url: z.string().nullish(),
});

export const disk = z.object({ id, project_id: id, user_id: id.nullable(), ...stamps });

export const artifact = z.object({
  disk_id: id,
  path: z.string(),
  filename: z.string(),
  meta: object.and(
    z.object({
      __artifact_info__: z.object({
        path: z.string(),
        filename: z.string(),
        mime: z.string().min(1),
        size: z.number(),
      }),
    }),
  ),
  ...stamps,
});

export const user = z.object({ id, project_id: id, identifier: z.string(), ...stamps });
