import { strToU8, zipSync, type Zippable } from 'fflate';

/** A file to pack; text is written as UTF-8. */
export interface PackedFile {
  path: string;
  content: string | Uint8Array;
}

/** The first moment that a zip can name. A fixed one makes equal files equal bytes. */
const EPOCH = new Date(1980, 0, 1);

/** The same files always give the same bytes. */
export function zipSkill(files: readonly PackedFile[]): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  const byPath = files.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  for (const { path, content } of byPath) {
    entries[path] = typeof content === 'string' ? strToU8(content) : content;
  }
  return Uint8Array.from(zipSync(entries, { mtime: EPOCH, level: 6 }));
}
