/** An edit that was not made, with a text that the model can act on. */
export class Refusal extends Error {}

const GUARD = 'Nothing was written: ';
const REASONS = {
  constants: 'the answer of one case',
  covered: 'is already covered by',
} as const;
type Reason = keyof typeof REASONS;

/** Refused for what the edit would have done to the skills: its content has to be written in another way. */
export const guarded = (text: string): Refusal => new Refusal(`${GUARD}${text}`);

export const isConstantOfOneCase = (values: string, path: string): string =>
  `${values} in '${path}' is ${REASONS.constants}, prescribed for all.`;
export const isCoveredBy = (name: string, existing: string): string =>
  `'${name}' ${REASONS.covered} the skill '${existing}'`;

export const isGuarded = (result: string): boolean => result.startsWith(GUARD);

/** What a guarded result was about, where the model may insist. */
export const reasonOf = (result: string): Reason | null =>
  result.includes(REASONS.covered) ? 'covered' : result.includes(REASONS.constants) ? 'constants' : null;

const WRITTEN = /^(?:Skill '.+' created and added|File '.+' (?:created in|in) skill )/;

/** Whether a tool's result says that text was stored. */
export const isWritten = (result: string): boolean => WRITTEN.test(result);

/** Tools that store text that the learner wrote. */
const WRITES: ReadonlySet<string> = new Set(['create_skill', 'create_skill_file', 'str_replace_skill_file']);
export const isWrite = (tool: string): boolean => WRITES.has(tool);
