import type { SkillFile, SkillVersion } from '#lib/protocol/skill.ts';
import { diffFiles } from './diff-files.ts';

/** Line of one text → the line of the other that is the same; by file. */
export type LineMap = Map<string, Map<number, number>>;

/** A last line is the same line whether or not a line break follows. */
const ended = (files: readonly SkillFile[]): SkillFile[] =>
  files.map(({ path, content }) => ({
    path,
    content: content === '' || content.endsWith('\n') ? content : `${content}\n`,
  }));

/** Which lines of `before` stand unchanged in `after`, and where. */
export function mapLines(before: readonly SkillFile[], after: readonly SkillFile[]): LineMap {
  return new Map(
    diffFiles(ended(before), ended(after)).map(({ path, rows }) => [
      path,
      new Map(
        rows.flatMap((row) =>
          row.kind === 'same' && row.before !== null && row.after !== null
            ? [[row.before, row.after] as const]
            : [],
        ),
      ),
    ]),
  );
}

/**
 * The version that introduced each line of `version`, by file and line: the oldest from which on the line stands
 * unchanged. What a version came from (run, session, task, distillation) is then the line's evidence.
 */
export function lineOrigins(
  versions: readonly SkillVersion[],
  version: SkillVersion,
): Map<string, SkillVersion[]> {
  const earlier = versions
    .filter(({ number }) => number < version.number)
    .toSorted((a, b) => a.number - b.number);
  let origins = new Map<string, SkillVersion[]>();
  let files: readonly SkillFile[] = [];
  for (const next of [...earlier, version]) {
    const same = mapLines(files, next.files);
    const known = origins;
    origins = new Map(
      next.files.map(({ path, content }) => {
        const from = new Map([...(same.get(path) ?? [])].map(([before, after]) => [after, before]));
        const old = known.get(path) ?? [];
        return [
          path,
          content
            .replace(/\n$/, '')
            .split('\n')
            .map((_, index) => old[(from.get(index + 1) ?? 0) - 1] ?? next),
        ];
      }),
    );
    ({ files } = next);
  }
  return origins;
}
