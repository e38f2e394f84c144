import 'server-only';
import { stampStanding } from '#lib/skills/stamp-standing.ts';
import { zipSkill } from '#lib/skills/zip-skill.ts';
import { getLab } from '../lab/get-lab.ts';
import { getSkill } from './get-skill.ts';
import { readStanding } from './get-skill-decisions.ts';
import { found } from '../http/handle-route.ts';

/**
 * A version of a skill as a zip that other agents take (Agent Skills layout); the newest version when none is named. Its SKILL.md says in
 * `metadata:` how the version stands and on what verdict; nothing else differs from the stored version.
 */
export async function exportSkill(idOrName: string, versionId: string | null): Promise<Response> {
  const { skill, versions } = found(await getSkill(idOrName), `skill ${idOrName}`);
  const version = found(
    versionId ? versions.find((each) => each.versionId === versionId) : versions[0],
    `version ${versionId ?? ''} of this skill`,
  );
  const files = stampStanding(version.files, version, await readStanding(await getLab(), version));
  const bytes = zipSkill(files.map(({ path, content }) => ({ path: `${skill.name}/${path}`, content })));
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${skill.name.replaceAll(/[^\w.-]/g, '-')}-v${version.number}.zip"`,
    },
  });
}
