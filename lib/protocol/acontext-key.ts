import { z } from 'zod';

/** A key of the embedded Acontext as it may be shown: its text is known to its owner alone. Times are RFC 3339. */
export const acontextKeySchema = z.object({
  id: z.string(),
  /** What it is for, in its maker's words. */
  label: z.string().nullable(),
  /** Its first characters; null when they are not kept (the lab's own key, and keys from before they were). */
  prefix: z.string().nullable(),
  /** `environment`: the one that the lab itself uses, which only the environment can change. */
  origin: z.enum(['environment', 'made']),
  createdAt: z.string(),
  /** To the minute. */
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type AcontextKey = z.infer<typeof acontextKeySchema>;

/** A project with its keys, the lab’s own first, then the oldest. Projects see nothing of each other. */
export const acontextProjectSchema = z.object({
  id: z.string(),
  /** null for the lab's own. */
  name: z.string().nullable(),
  createdAt: z.string(),
  keys: z.array(acontextKeySchema),
});
export type AcontextProject = z.infer<typeof acontextProjectSchema>;

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;
const PRINTABLE = /^\P{C}{0,100}$/u;

/** For whom and for what a key is made: the project of that name (made when it is new), or one that exists. */
export const newAcontextKeySchema = z
  .strictObject({
    project: z
      .string()
      .trim()
      .regex(NAME, 'must have 1 to 100 letters, digits, spaces, dots, dashes and underscores')
      .optional(),
    projectId: z.guid('must be the id of a project').optional(),
    label: z.string().trim().regex(PRINTABLE, 'must have at most 100 printable characters').optional(),
  })
  .refine(({ project, projectId }) => (project === undefined) !== (projectId === undefined), {
    path: ['project'],
    message: 'is required: a name here, or the id of an existing one as projectId, not both',
  });
export type NewAcontextKey = z.input<typeof newAcontextKeySchema>;
