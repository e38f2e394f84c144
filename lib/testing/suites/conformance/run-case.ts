import type { ConformanceCase } from './conformance-case.ts';
import { createdThings } from './created-things.ts';
import { NotApplicable } from './expectations.ts';
import { openApi, openSend, type Target } from './open-api.ts';

export type CaseResult =
  | { outcome: 'passed' }
  | { outcome: 'failed'; reason: string }
  | { outcome: 'not_applicable'; reason: string };

/** `fetch failed` says nothing; its cause does. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** Tries one case and removes what it made, however it ended. Never throws. */
export async function runCase({ run }: Pick<ConformanceCase, 'run'>, target: Target): Promise<CaseResult> {
  const things = createdThings();
  let result: CaseResult = { outcome: 'passed' };
  try {
    await run(openApi(target, things));
  } catch (error) {
    result =
      error instanceof NotApplicable
        ? { outcome: 'not_applicable', reason: error.message }
        : { outcome: 'failed', reason: wordsOf(error) };
  }
  const left = await things.removeAll(openSend(target));
  if (left.length === 0) return result;
  const reason = `could not be removed: ${left.join(', ')}`;
  return { outcome: 'failed', reason: result.outcome === 'failed' ? `${result.reason}; ${reason}` : reason };
}
