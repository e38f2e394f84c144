import { callAction } from '#lib/protocol/call-action.ts';
import type { Evaluation } from '#lib/protocol/evaluation.ts';
import type { CallView } from '#lib/protocol/run-view.ts';

type Call = Pick<CallView, 'call' | 'name' | 'kind' | 'arguments' | 'outcome' | 'world'>;

/**
 * Numbers of the calls that changed the system for the worse or in vain, as far as the oracle's verdict shows it: the
 * ones that it lists; those whose setting it names as harmed; every change where nothing was to be changed; and, where
 * it only counts them (older runs), all changes if all were wrong, or the only change of a run that did harm.
 */
export function findMistakes(calls: readonly Call[], evaluation: Evaluation | null): number[] {
  if (!evaluation) return [];
  const { metrics, parts, mistakesAt } = evaluation;
  const changes = calls.filter(({ kind, outcome }) => kind === 'write' && outcome === 'ok');
  const writes = changes.filter((call) => callAction(call).key !== null);
  const listed = new Set(mistakesAt);
  const wrong = changes.filter((call) => {
    if (parts.noop.applies && !parts.noop.holds) return true;
    if (call.world && listed.has(call.world.tick)) return true;
    return !parts.collateral.holds && namesSetting(parts.collateral.detail, call);
  });
  const onlyCounted = mistakesAt === undefined && metrics.wrongWrites >= writes.length;
  const onlyChange = !parts.collateral.holds && changes.length === 1;
  const rest = onlyChange ? changes : onlyCounted ? writes : [];
  return [...new Set([...wrong, ...rest].map(({ call }) => call))].toSorted((a, b) => a - b);
}

function namesSetting(detail: string, call: Call): boolean {
  const { target, key } = callAction(call);
  return target !== null && key !== null && detail.includes(`${target} ${key} `);
}
