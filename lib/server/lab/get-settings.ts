import 'server-only';
import { resolve } from 'node:path';
import { getLab } from './get-lab.ts';
import { ENV_NAMES, SECRET_ENV_NAMES } from './parse-env.ts';

export interface Setting {
  name: string;
  set: boolean;
  /** Its value where it may be shown; null for secrets and for what is not set. */
  value: string | null;
}

export interface Settings {
  variables: Setting[];
  /** Where runs, skills and the embedded Acontext lie. */
  dataDir: string;
}

/** The configuration as a reader may see it: which variables are set; values of secrets never. */
export async function getSettings(): Promise<Settings> {
  const { config } = await getLab();
  return {
    dataDir: resolve(config.dataDir),
    variables: ENV_NAMES.map((name) => {
      const value = process.env[name]?.trim() ?? '';
      return { name, set: value !== '', value: value && !SECRET_ENV_NAMES.has(name) ? value : null };
    }),
  };
}
