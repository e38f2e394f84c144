import 'server-only';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Lab } from './lab.ts';
import { openLab } from './open-lab.ts';
import { parseEnv } from './parse-env.ts';

/** Next loads several copies of a module (routes, instrumentation); the lab must exist once. */
const KEY = Symbol.for('auto-learn-lab');
const holder: typeof globalThis & { [KEY]?: Promise<Lab> } = globalThis;

/** The lab of this process, opened on first use. A failed opening is tried again by the next caller. */
export function getLab(): Promise<Lab> {
  holder[KEY] ??= open().catch((error: unknown) => {
    delete holder[KEY];
    throw error;
  });
  return holder[KEY];
}

/** Makes `lab` the lab of this process (tests and benchmarks open their own); null lets the next caller open one. */
export function adoptLab(lab: Lab | null): void {
  if (lab) holder[KEY] = Promise.resolve(lab);
  else delete holder[KEY];
}

async function open(): Promise<Lab> {
  const parsed = parseEnv(process.env);
  if (!parsed.ok) {
    throw new LabError({
      code: 'invalid_input',
      message: `The configuration is wrong: ${parsed.mistakes.join('; ')}.`,
      hint: 'See .env.example.',
    });
  }
  return openLab(parsed.config);
}
