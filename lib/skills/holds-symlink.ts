const END = 0x06054b50;
const END_LENGTH = 22;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const UNIX = 3;
const FILE_TYPE = 0o170_000;
const SYMLINK = 0o120_000;

/** Whether an entry of a ZIP archive's directory is a symbolic link. An archive that is damaged holds none that we see. */
export function holdsSymlink(archive: Uint8Array): boolean {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.byteLength - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) return false;
  let at = view.getUint32(end + 16, true);
  while (at + ENTRY_LENGTH <= end && view.getUint32(at, true) === ENTRY) {
    const mode = view.getUint16(at + 40, true);
    if (view.getUint8(at + 5) === UNIX && (mode & FILE_TYPE) === SYMLINK) return true;
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    at += lengths.reduce((sum, length) => sum + length, ENTRY_LENGTH);
  }
  return false;
}
