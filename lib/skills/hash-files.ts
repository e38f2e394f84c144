import { createHash } from 'node:crypto';
import type { SkillFile } from '#lib/protocol/skill.ts';

/** SHA-256 (hex) of a skill's files. Their order does not matter; every path and every byte does. */
export function hashFiles(files: readonly SkillFile[]): string {
  const hash = createHash('sha256');
  const byPath = files.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  for (const { path, content } of byPath) {
    // Lengths keep ('a', 'bc') and ('ab', 'c') apart.
    hash.update(`${Buffer.byteLength(path)}:${Buffer.byteLength(content)}\n${path}${content}`);
  }
  return hash.digest('hex');
}
