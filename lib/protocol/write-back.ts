import { z } from 'zod';
import { errorInfoSchema } from './lab-error.ts';
import { skillFileSchema } from './skill.ts';
import { openWriteBackSchema } from './skill-standing.ts';

/**
 * A decision whose content is being written into its learning space. It is kept until the decision is an entry of the history, so a
 * lab that is killed, or whose Acontext is away, finds here what is left to do.
 */
export const writeBackSchema = openWriteBackSchema.omit({ isMixed: true }).extend({
  /** The newest decision about the skill that its maker saw. */
  after: z.string().nullable(),
  /** Why it is not written any more; null while it is, and when a person took it back. */
  refusal: errorInfoSchema.nullable(),
  /** What stood in the space before; null while the space holds nothing of this write. */
  former: z.array(skillFileSchema).nullable(),
  /** Tries in a row that came to nothing; decides how long the next one waits. */
  failures: z.number().int().nonnegative(),
});
export type WriteBack = z.infer<typeof writeBackSchema>;
