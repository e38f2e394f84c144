import type { SkillUseBody, SkillUseRun, StepUse } from '#lib/protocol/skill-use.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { lineOrigins, mapLines, type LineMap } from './line-origins.ts';
import { MATCH_NOTE, matchSteps, type SkillMatch, type StepOutcome } from './match-steps.ts';

/** A run that read the skill, with what its steps did there. */
export interface UsingRun {
  run: Omit<SkillUseRun, 'calls' | 'version'>;
  /** The version that it was offered. */
  versionId: string;
  match: SkillMatch;
}

/** Links beside one line; the count says how many there are. */
const MOST_RUNS = 12;

/** Per line of one version: which runs followed it, ignored it or were misled. A run of another version counts for the lines that stand in both. */
export function tallyUse(
  versions: readonly SkillVersion[],
  version: SkillVersion,
  using: readonly UsingRun[],
  lookedAt: number,
): SkillUseBody {
  const origins = lineOrigins(versions, version);
  const byId = new Map(versions.map((each) => [each.versionId, each]));
  const maps = new Map<string, LineMap>();
  const mapFrom = (from: SkillVersion): LineMap => {
    const known = maps.get(from.versionId) ?? mapLines(from.files, version.files);
    maps.set(from.versionId, known);
    return known;
  };
  const placed = using.flatMap(({ run, versionId, match }) => {
    const from = byId.get(versionId);
    if (!from) return [];
    const lines = mapFrom(from);
    return match.steps.flatMap((step) => {
      const line = lines.get(step.file)?.get(step.line);
      return line === undefined
        ? []
        : [
            {
              place: `${step.file}:${line}`,
              outcome: step.outcome,
              run: { ...run, version: from.number, calls: step.calls },
            },
          ];
    });
  });
  const byPlace = Map.groupBy(placed, ({ place }) => place);
  const empty = matchSteps({ name: version.name, files: version.files }, { calls: [] });
  return {
    skillId: version.skillId,
    versionId: version.versionId,
    note: MATCH_NOTE,
    runs: {
      lookedAt,
      read: using.filter(({ match }) => match.openedAt !== null).length,
      followed: using.filter(({ match }) => match.followed).length,
    },
    steps: empty.steps.map(({ file, line, text, entry, asks }): StepUse => {
      const here = byPlace.get(`${file}:${line}`) ?? [];
      const counted = (outcome: StepOutcome) => {
        const runs = here.filter((each) => each.outcome === outcome).map(({ run }) => run);
        return { count: runs.length, runs: runs.slice(0, MOST_RUNS) };
      };
      const origin = origins.get(file)?.[line - 1] ?? version;
      const { runId, sessionId, taskIds, distillation } = origin.provenance;
      return {
        file,
        line,
        text,
        entry,
        deeds: [...new Set(asks.map(({ deed }) => deed))],
        followed: counted('followed'),
        ignored: counted('ignored'),
        misled: counted('misled'),
        origin: {
          versionId: origin.versionId,
          version: origin.number,
          runId,
          sessionId,
          taskIds,
          hasDistillation: distillation !== null,
        },
      };
    }),
  };
}
