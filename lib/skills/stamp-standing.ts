import { isMap, isScalar, parseDocument, Scalar, YAMLMap } from 'yaml';
import type { VersionStanding } from '#lib/protocol/skill-standing.ts';
import type { SkillFile, SkillVersion } from '#lib/protocol/skill.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';

/** Every key of ours in `metadata:` begins like this, so that other tools' keys stay theirs. */
const PREFIX = 'auto-learn-lab-';

/**
 * The files as they leave the lab: SKILL.md says in its front matter how the version stands and on what (`metadata:` maps strings
 * to strings in the Agent Skills specification). Body and all other front matter stay as they are; a SKILL.md without readable front
 * matter is left alone. The stored version is never changed.
 */
export function stampStanding(
  files: readonly SkillFile[],
  version: Pick<SkillVersion, 'versionId' | 'number' | 'contentHash'>,
  standing: Omit<VersionStanding, 'versionId'>,
): SkillFile[] {
  return files.map((file) =>
    file.path === 'SKILL.md'
      ? { ...file, content: stamp(file.content, metadataOf(version, standing)) ?? file.content }
      : file,
  );
}

/** What the export says of a version. Texts only. */
export function metadataOf(
  { versionId, number, contentHash }: Pick<SkillVersion, 'versionId' | 'number' | 'contentHash'>,
  { standing, decision, replacedBy }: Omit<VersionStanding, 'versionId'>,
): Record<string, string> {
  const { evidence = null, overridden = null } = decision ?? {};
  const entries: [string, string | null][] = [
    ['version', `${number} (${versionId})`],
    ['content-sha256', contentHash],
    ['standing', standing],
    ['standing-since', decision?.at ?? null],
    ['replaced-by', replacedBy === null ? null : `version ${replacedBy}`],
    ['decided-by', decision?.by ?? null],
    ['reason', decision?.reason ?? null],
    ['overridden', overridden],
    ['experiment', evidence?.experimentId ?? null],
    ['experiment-plan-sha256', evidence?.planHash ?? null],
    ['verdict', evidence?.verdict ?? null],
    ['verdict-sentence', evidence?.sentence ?? null],
    ['verdict-complete', evidence ? (evidence.complete ? 'yes' : 'no') : null],
    ['note', evidence?.simulated ? SIMULATED_NOTE : null],
  ];
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === null ? [] : [[`${PREFIX}${key}`, oneLine(value)]])),
  );
}

/** Older YAML readers would take `yes`, a date or some hashes for something else than a text. */
function quoted(value: string): Scalar<string> {
  const scalar = new Scalar(value);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** The text with the entries under `metadata:`; null when its front matter cannot be read. */
function stamp(text: string, metadata: Record<string, string>): string | null {
  const parts =
    /^(?<open>\uFEFF?\s*---[^\S\n]*\r?\n)(?<yaml>[\s\S]*?)(?<close>\r?\n---[^\S\n]*(?:\r?\n[\s\S]*)?)$/.exec(
      text,
    )?.groups;
  if (!parts) return null;
  const document = parseDocument(parts['yaml'] ?? '', { schema: 'core' });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const known = document.get('metadata');
  const map = isMap(known) ? known : new YAMLMap(document.schema);
  const ours = (key: unknown) => String(isScalar(key) ? key.value : key).startsWith(PREFIX);
  map.items = map.items.filter(({ key }) => !ours(key));
  map.flow = false;
  for (const [key, value] of Object.entries(metadata)) map.set(key, quoted(value));
  document.set('metadata', map);
  const yaml = document.toString({ lineWidth: 0 }).trimEnd();
  return `${parts['open']}${yaml}${parts['close']}`;
}
