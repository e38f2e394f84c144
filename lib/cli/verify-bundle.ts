import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { hashScenario, scenarioSchema } from '#lib/environment/index.ts';
import { verifyEvidence } from '#lib/experiments/evidence/verify-evidence.ts';
import { errorMessage } from '#lib/utils/error-message.ts';

/** `npm run verify -- bundle.zip`: comes to the verdict of an evidence bundle again, offline, or says what differs. */
const SHOWN = 20;
const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Usage: npm run verify -- <evidence.zip>');
  process.exit(2);
}
try {
  const files = new Map(Object.entries(unzipSync(readFileSync(path))));
  const { differences, runs, places, verdict, note, title } = await verifyEvidence(files, hashOf);
  console.log(
    `${title ?? 'Experiment'}: ${runs} runs recomputed; ${places.filled} of ${places.planned} that were planned`,
  );
  if (note !== null) console.log(note);
  if (differences.length > 0) {
    console.error(
      `\nREFUSED: ${differences.length === 1 ? 'one difference' : `${differences.length} differences`}`,
    );
    for (const difference of differences.slice(0, SHOWN)) console.error(`  - ${difference}`);
    if (differences.length > SHOWN) console.error(`  … and ${differences.length - SHOWN} more`);
    process.exit(1);
  }
  console.log(
    `Rows and analysis come out of the events again, and every checksum holds.\nVERIFIED: ${verdict ?? ''}`,
  );
} catch (error) {
  console.error(errorMessage(error));
  process.exit(2);
}

/** As the lab hashes a version: without the request, which is worded by the world. */
function hashOf(definition: unknown): string {
  return hashScenario(scenarioSchema.parse(definition));
}
