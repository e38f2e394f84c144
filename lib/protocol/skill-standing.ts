import { z } from 'zod';
import { errorInfoSchema } from './lab-error.ts';

/** What stands behind a skill version: nothing decided yet, or what a person decided on an experiment's verdict. */
export const STANDINGS = ['draft', 'published', 'held', 'retired'] as const;
export type Standing = (typeof STANDINGS)[number];

/** `roll_back` publishes an earlier version again. */
export const DECISION_ACTIONS = ['publish', 'hold', 'retire', 'roll_back'] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** The experiment that a decision rests on, as it stood at that moment: it stays readable when the experiment is deleted. */
export const decisionEvidenceSchema = z.object({
  experimentId: z.string(),
  title: z.string(),
  planHash: z.string(),
  verdict: z.enum(['helps', 'hurts', 'no_difference', 'cannot_tell']),
  sentence: z.string(),
  /** Not all of the plan was run. */
  complete: z.boolean(),
  /** A simulated model: evidence about the lab, not about an LLM. */
  simulated: z.boolean(),
});
export type DecisionEvidence = z.infer<typeof decisionEvidenceSchema>;

const writeBackTargetSchema = z.object({
  spaceId: z.string(),
  /** Host of the Acontext server, or `embedded`. */
  server: z.string(),
});

/** An entry of a skill's history. Entries are only ever added. */
export const skillDecisionSchema = z.object({
  decisionId: z.string(),
  skillId: z.string(),
  versionId: z.string(),
  /** Number of the version. */
  number: z.number().int().positive(),
  contentHash: z.string(),
  action: z.enum(DECISION_ACTIONS),
  reason: z.string(),
  /** Who decided, as they call themselves. */
  by: z.string().nullable(),
  at: z.string(),
  evidence: decisionEvidenceSchema.nullable(),
  /** Published although no complete experiment of this very version said HELPS: what was missing. */
  overridden: z.string().nullable(),
  /** Where the content of the version was written back to; null when the space was left alone. */
  writtenBack: writeBackTargetSchema.nullable(),
});
export type SkillDecision = z.infer<typeof skillDecisionSchema>;

/** What a version is now, and why. */
export const versionStandingSchema = z.object({
  versionId: z.string(),
  standing: z.enum(STANDINGS),
  /** The decision that made it so; null for a draft. */
  decision: skillDecisionSchema.nullable(),
  /** Set where another version took its place: then `decision` is about that one. */
  replacedBy: z.number().int().nullable(),
});
export type VersionStanding = z.infer<typeof versionStandingSchema>;

const text = (most: number) => z.string().trim().max(most, `must have at most ${most} characters`);

/** POST /api/skills/:skillId/decisions */
export const newDecisionSchema = z.strictObject({
  action: z.enum(DECISION_ACTIONS),
  /** The version's id or number. */
  version: z.string().min(1),
  reason: text(1000).min(3, 'say why, in a few words'),
  by: text(80).optional(),
  experimentId: z.string().optional(),
  /** Publish it without the verdict that it needs; the history says so. */
  override: z.boolean().default(false),
  /** Write its content into the learning space, too (`roll_back` and `publish`). */
  writeBack: z.boolean().default(false),
  /** The newest decision that was seen (null: none); another one now is a conflict. */
  after: z.string().nullable().optional(),
});
export type NewDecision = z.output<typeof newDecisionSchema>;
export type NewDecisionInput = z.input<typeof newDecisionSchema>;

/** An ended experiment that gave a version of the skill to one of its arms. */
export const skillEvidenceSchema = decisionEvidenceSchema.extend({
  versionId: z.string(),
  /** How the arm is called. */
  arm: z.string(),
  /** Its headline tests exactly this version against no skill or the version before: publishing can rest on it. */
  isAbout: z.boolean(),
});
export type SkillEvidence = z.infer<typeof skillEvidenceSchema>;

/**
 * `working`: a try is under way. `waiting`: something that passes was in its way, and it is tried again. `failed`: by itself it never
 * will; a person tries again or takes it back.
 */
export const WRITE_BACK_STATES = ['working', 'waiting', 'failed'] as const;

/** A decision that is no entry of the history yet, because its content is not in the learning space yet. */
export const openWriteBackSchema = z.object({
  /** The entry that it becomes. */
  decision: skillDecisionSchema.omit({ writtenBack: true }),
  /** `restore`: nothing is written or decided any more; what stood in the space before is put back. */
  aim: z.enum(['write', 'restore']),
  state: z.enum(WRITE_BACK_STATES),
  /** Number of the try that is under way, or of the next. */
  tries: z.number().int().positive(),
  /** What kept the last try; null while there was none. */
  error: errorInfoSchema.nullable(),
  /** When it is tried again by itself; null unless it waits. */
  nextTryAt: z.string().nullable(),
  /** The learning space may hold files of both versions now. */
  isMixed: z.boolean(),
});
export type OpenWriteBack = z.infer<typeof openWriteBackSchema>;

/** POST /api/skills/:skillId/write-back */
export const steerWriteBackSchema = z.strictObject({
  /** `retry`: try now. `withdraw`: put back what stood there before, and decide nothing. */
  action: z.enum(['retry', 'withdraw']),
  /** Of the decision, so that nobody steers another one than the one that they saw. */
  decisionId: z.string().min(1),
});
export type SteerWriteBack = z.output<typeof steerWriteBackSchema>;

/** GET /api/skills/:skillId/decisions */
export const skillDecisionsBodySchema = z.object({
  skillId: z.string(),
  name: z.string(),
  /** Newest first. */
  decisions: z.array(skillDecisionSchema),
  /** One per version, newest first. */
  standings: z.array(versionStandingSchema.extend({ number: z.number().int() })),
  /** Ended experiments with versions of this skill, newest first. */
  evidence: z.array(skillEvidenceSchema),
  /** The decision whose content is being written back now, or could not be; null when there is none. */
  writing: openWriteBackSchema.nullable(),
  /** Where a version can be written back to; null with the reason when it cannot. */
  space: z.object({
    spaceId: z.string(),
    server: z.string(),
    isRemote: z.boolean(),
    /** null: it can. */
    whyNot: z.string().nullable(),
    /** Content that the lab saw there last. */
    versionId: z.string(),
  }),
});
export type SkillDecisionsBody = z.infer<typeof skillDecisionsBodySchema>;

/** A row of the skills list: the version that is published, else the standing of the newest. */
export const listedStandingSchema = z.object({
  standing: z.enum(STANDINGS),
  /** The version that it is about. */
  number: z.number().int(),
});
export type ListedStanding = z.infer<typeof listedStandingSchema>;
