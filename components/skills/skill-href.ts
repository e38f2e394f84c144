/** The part of a skill's page that an address names; everything left out is the default. */
export interface SkillPlace {
  file?: string;
  /** A version's id or its number. */
  version?: string;
  /** The version to compare with, by id or number. */
  diff?: string;
  raw?: boolean;
  /** The line of the raw file to point at, from 1. */
  line?: number;
}

/** The address of a skill, or of a place on its page. */
export function skillHref(skillId: string, { file, version, diff, raw, line }: SkillPlace = {}): string {
  const query = new URLSearchParams();
  if (file) query.set('file', file);
  if (version) query.set('version', version);
  if (diff) query.set('diff', diff);
  if (raw) query.set('raw', '1');
  if (line !== undefined) query.set('line', `${line}`);
  const text = query.toString();
  return `/skills/${encodeURIComponent(skillId)}${text ? `?${text}` : ''}`;
}
