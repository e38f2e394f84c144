import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryLab {
  /** An empty folder for a lab's data. */
  dataDir: string;
  remove: () => void;
}

/** A data folder that nobody else uses. */
export function temporaryLab(): TemporaryLab {
  const dataDir = mkdtempSync(join(tmpdir(), 'auto-learn-lab-'));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 }) };
}
