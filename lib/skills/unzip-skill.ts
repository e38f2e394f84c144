import { unzipSync } from 'fflate';
import { errorMessage } from '#lib/utils/error-message.ts';
import { checkSkillPath } from './check-skill-path.ts';
import { holdsSymlink } from './holds-symlink.ts';
import { parseSkillMd, type SkillMd } from './parse-skill-md.ts';

export interface UnpackedFile {
  path: string;
  content: Uint8Array;
}

export type UnzipResult = { ok: true; skill: SkillMd; files: UnpackedFile[] } | { ok: false; reason: string };

export interface UnzipLimits {
  files: number;
  /** Bytes after unpacking, all files together. */
  bytes: number;
}

const LIMITS: UnzipLimits = { files: 200, bytes: 50 * 1024 * 1024 };

class Refused extends Error {}

const isJunk = (path: string): boolean =>
  path.split('/').some((part) => part === '__MACOSX' || part === '.DS_Store' || part.startsWith('._'));

const isSkillMd = (path: string): boolean => path.split('/').at(-1)?.toLowerCase() === 'skill.md';

/** A folder that everything lies in is packaging, not part of the skill. */
function withoutCommonRoot(files: UnpackedFile[]): UnpackedFile[] {
  const root = files[0]?.path.split('/')[0] ?? '';
  if (!files.every(({ path }) => path.startsWith(`${root}/`))) return files;
  return files.map(({ path, content }) => ({ path: path.slice(root.length + 1), content }));
}

function unpack(archive: Uint8Array, limits: UnzipLimits): UnpackedFile[] {
  if (holdsSymlink(archive)) throw new Refused('The archive holds a symbolic link.');
  let count = 0;
  let bytes = 0;
  const unpacked = unzipSync(archive, {
    filter: ({ name, originalSize }) => {
      if (name.endsWith('/') || isJunk(name)) return false;
      const problem = checkSkillPath(name);
      if (problem) throw new Refused(`${JSON.stringify(name.slice(0, 100))}: ${problem}`);
      count += 1;
      bytes += originalSize;
      if (count > limits.files) throw new Refused(`The archive holds more than ${limits.files} files.`);
      if (bytes > limits.bytes) throw new Refused(`The archive unpacks to more than ${limits.bytes} bytes.`);
      return true;
    },
  });
  return Object.entries(unpacked).map(([path, content]) => ({ path, content }));
}

/**
 * Reads a packed skill: junk of macOS is left out, one folder around everything is stripped, the first SKILL.md
 * (in any case, in any folder) is the skill's and is called SKILL.md if it lies at the top.
 */
export function unzipSkill(archive: Uint8Array, limits: UnzipLimits = LIMITS): UnzipResult {
  let files: UnpackedFile[];
  try {
    files = withoutCommonRoot(unpack(archive, limits));
  } catch (error) {
    const reason =
      error instanceof Refused ? error.message : `The archive cannot be read: ${errorMessage(error)}`;
    return { ok: false, reason };
  }
  const main = files.find(({ path }) => path === 'SKILL.md') ?? files.find(({ path }) => isSkillMd(path));
  if (!main) return { ok: false, reason: 'SKILL.md is missing in the archive.' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(main.content);
  } catch {
    return { ok: false, reason: 'SKILL.md is not valid UTF-8.' };
  }
  const parsed = parseSkillMd(text);
  if (!parsed.ok) return parsed;
  if (!main.path.includes('/')) main.path = 'SKILL.md';
  return { ok: true, skill: parsed.skill, files };
}
