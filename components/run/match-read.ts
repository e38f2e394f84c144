import type { RunView } from '#lib/protocol/run-view.ts';
import { matchSkills, type SkillMatch } from '#lib/skills/match-steps.ts';
import { skillsRead } from '#lib/skills/skills-read.ts';

/** What became of the lines that a run read; the texts are those of its own calls, so this needs nothing but the run. */
export const matchRead = (view: Pick<RunView, 'calls' | 'started' | 'evaluation'>): SkillMatch[] =>
  matchSkills(skillsRead(view.calls), view);
