import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The files that Next reads too, the stronger first: what is set already stays. */
const FILES = ['.env.production.local', '.env.local', '.env.production', '.env'];

/** Adds the variables of the project's .env files to the environment. */
export function loadEnvFiles(root: string): void {
  for (const file of FILES.map((name) => join(root, name))) {
    if (existsSync(file)) process.loadEnvFile(file);
  }
}
