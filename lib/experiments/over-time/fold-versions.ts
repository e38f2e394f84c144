import type { VersionEffect } from '#lib/protocol/over-time.ts';
import type { ArmPairs } from './measured-pairs.ts';
import { poolEffect } from './pool-effect.ts';

/** The effect of each skill version against no skill and against earlier versions, over all experiments that used it. */
export function foldVersions(pairs: readonly ArmPairs[], level: number): VersionEffect[] {
  const used = pairs.flatMap((measured) =>
    measured.treatedArm.skills.flatMap((skill) => {
      const { controlArm, treatedArm } = measured;
      const earlier = controlArm.skills.find(
        ({ skillId, number }) => skillId === skill.skillId && number < skill.number,
      );
      if (controlArm.arm !== 'none' && !earlier) return [];
      const others = treatedArm.skills.filter(({ skillId }) => skillId !== skill.skillId);
      const together = others.map(({ name }) => name).toSorted();
      return [{ measured, skill, against: earlier?.number ?? null, together }];
    }),
  );
  const groups = Map.groupBy(used, ({ skill, against, together }) =>
    JSON.stringify([skill.skillId, skill.number, against, together]),
  );
  return [...groups.values()]
    .flatMap((members): VersionEffect[] => {
      const [first] = members;
      const effect = poolEffect(
        members.map(({ measured }) => measured),
        level,
      );
      if (!first || !effect) return [];
      const { skillId, name, number, versionId } = first.skill;
      return [{ skillId, name, number, versionId, against: first.against, effect, together: first.together }];
    })
    .toSorted(
      (a, b) =>
        compare(a.name, b.name) ||
        compare(a.skillId, b.skillId) ||
        a.number - b.number ||
        (a.against ?? 0) - (b.against ?? 0),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
