import type { Evaluation } from '#lib/protocol/evaluation.ts';
import type { ScenarioData } from '../scenario-schema.ts';

type Diagnosis = Evaluation['diagnosis'];

/** How much of the cause the final message names; words only, it has no say in the verdict. */
export function scoreDiagnosis(scenario: ScenarioData, finalMessage: string): Diagnosis {
  const text = words(finalMessage);
  const says = (phrase: string) => text.includes(` ${phrase} `);
  const { root } = scenario;
  const symptom = [scenario.entry.service, ...scenario.symptoms].find((named) => says(words(named).trim()));
  if (root) {
    const service = [root.involves, root.service].find((named) => named && says(words(named).trim()));
    const culprit = says(words(root.involves ?? root.service).trim());
    const key = spellings(root.key).some(says);
    if (service && key) return { score: 100, detail: `It names ${service} and ${root.key}.` };
    if (culprit) {
      return { score: 65, detail: `It names ${root.involves ?? root.service}, but not ${root.key}.` };
    }
  }
  if (symptom) return { score: 35, detail: `It names a symptom (${symptom}), but not the cause.` };
  return { score: 0, detail: 'It names neither the cause nor a symptom.' };
}

/** Lower-case words with single spaces around, so that `upstream_timeout_ms` reads as three words. */
const words = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()} `;

/** A key as people write it: with and without its unit, its last part alone for an entry, singular too. */
function spellings(key: string): string[] {
  const name = words(key.split('.')[0] ?? key).trim();
  const bare = name.replace(/ (ms|s|sec|min|mb|gb)$/, '');
  return [name, bare, bare.replace(/s$/, '')];
}
