/** Largest file that is read; the server's limit in characters is the same. */
const MAX_BYTES = 200_000;

/** The text of a file that somebody picked or dropped. Throws an Error that says what is wrong with it. */
export async function readScenarioFile(file: File): Promise<string> {
  if (file.size > MAX_BYTES) {
    throw new Error(`${file.name} has ${file.size} bytes; a scenario may have ${MAX_BYTES}.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch (cause) {
    throw new Error(`${file.name} is not UTF-8 text. Save it as UTF-8 and import it again.`, { cause });
  }
}
