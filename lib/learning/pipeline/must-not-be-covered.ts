import { coveringSkill, type SkillSubject } from '#lib/skills/covering-skill.ts';
import type { SkillMd } from '#lib/skills/parse-skill-md.ts';
import { sanitiseSkillName } from '#lib/skills/sanitise-skill-name.ts';
import { isLesson, splitEntries } from '#lib/skills/split-entries.ts';
import type { SkillRow } from '../db/tables.ts';
import type { Db } from '../services.ts';
import { filesOf, textOf } from '../skills/skill-store.ts';
import type { LearnerMemory } from './learner-memory.ts';
import { guarded, isCoveredBy } from './refusal.ts';

const MAIN = 'SKILL.md';

/** Points a new skill at the one that covers its subject; a learner that has read that one may insist. */
export async function mustNotBeCovered(
  db: Db,
  memory: LearnerMemory,
  skills: readonly SkillRow[],
  wanted: SkillMd,
): Promise<void> {
  const subjects: SkillSubject[] = [];
  for (const skill of skills) {
    const files = await filesOf(db, skill);
    const titles = files.flatMap((file) =>
      splitEntries(textOf(file))
        .filter(isLesson)
        .map(({ title }) => title),
    );
    const topics = [...files.map((file) => file.path), ...titles];
    subjects.push({ name: skill.name, description: skill.description, topics });
  }
  const name = sanitiseSkillName(wanted.name);
  const covering = coveringSkill({ name, description: wanted.description }, subjects);
  if (!covering) return;
  if (memory.told.has(`covered ${name}`) && memory.read.has(`${covering.name}/${MAIN}`)) return;
  throw guarded(
    `${isCoveredBy(name, covering.name)} (both are about ${covering.shared.slice(0, 6).join(', ')}). Read its ${MAIN}, then ` +
      'add your entry to the file of its topic or as a new file, and widen its description if your case is not in it. If it ' +
      `really is another category, call create_skill again after you have read '${covering.name}'.`,
  );
}
