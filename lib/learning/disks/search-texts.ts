import { createContext, Script } from 'node:vm';
import { badParameter } from '../http/envelope.ts';

const MAX_PATTERN = 1000;
/** For all texts together, ms: a pattern can be made to run for years. */
const TIME = 300;

const EACH = new Script('each()');

/** Which of the texts a regular expression finds something in. Throws for a pattern that is none, or takes too long. */
export function searchTexts(pattern: string, texts: readonly string[]): boolean[] {
  if (pattern.length > MAX_PATTERN) throw badParameter(`query is longer than ${MAX_PATTERN} characters`);
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, 'm');
  } catch {
    throw badParameter('query is not a valid regular expression');
  }
  const found: boolean[] = [];
  // Only a script of its own can be stopped in the middle of a match.
  const context = createContext({
    each: () => {
      for (const text of texts) found.push(expression.test(text));
    },
  });
  try {
    EACH.runInContext(context, { timeout: TIME });
  } catch {
    throw badParameter('query takes too long; use a simpler pattern');
  }
  return found;
}
