import 'server-only';
import type { SkillLintBody } from '#lib/protocol/http.ts';
import { explainRule } from '#lib/skills/lint-rules.ts';
import { countFindings, lintSkill } from '#lib/skills/lint-skill.ts';
import { getSkill } from './get-skill.ts';
import { found } from '../http/handle-route.ts';

/** What the lint says about a version of a skill; the newest one when none is named. */
export async function lintSkillVersion(idOrName: string, wanted: string | null): Promise<SkillLintBody> {
  const { skill, versions } = found(await getSkill(idOrName), `skill ${idOrName}`);
  const version = found(
    wanted
      ? versions.find(({ versionId, number }) => wanted === versionId || wanted === `${number}`)
      : versions[0],
    `version ${wanted ?? ''} of this skill`,
  );
  const findings = lintSkill(version.files);
  return {
    skillId: skill.skillId,
    versionId: version.versionId,
    counts: countFindings(findings),
    findings,
    rules: Object.fromEntries(findings.map(({ rule }) => [rule, explainRule(rule)])),
  };
}
