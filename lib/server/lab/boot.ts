import 'server-only';
import { LabError } from '#lib/protocol/lab-error.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { getLab } from './get-lab.ts';
import { openStreams } from '../http/open-streams.ts';
import { parseEnv } from './parse-env.ts';

/** Streams get this long to let go before the process leaves anyway. */
const EXIT_MS = 3000;

/** Checks the configuration, opens the lab so that interrupted runs go on by themselves, and prepares a clean exit. */
export async function boot(): Promise<void> {
  const parsed = parseEnv(process.env);
  if (!parsed.ok) stop(parsed.mistakes.map((mistake) => `Configuration: ${mistake}`));
  try {
    await getLab();
  } catch (error) {
    const hint = error instanceof LabError ? error.info.hint : undefined;
    stop([`The lab could not start: ${errorMessage(error)}${hint ? ` ${hint}` : ''}`]);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      openStreams.closeAll();
      setTimeout(() => process.exit(0), EXIT_MS).unref();
    });
  }
}

function stop(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}
