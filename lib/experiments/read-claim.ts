/** Words of an agent that says that it did not manage; they outrank the others. */
const NOT_DONE =
  /\b(?:(?:could|can|did) ?n[o']t (?:\w+ )?(?:fix|resolve|solve|find|determine|identify|verify|restore)|cannot (?:\w+ )?(?:fix|resolve|solve|find|determine|identify)|unable to|(?:is|are|was|were|remains?|still) (?:not (?:yet )?(?:fixed|resolved|solved|healthy)|unresolved|unsolved|failing|degraded)|not been (?:fixed|resolved)|failed to (?:fix|resolve|find)|escalat\w+|give up|gave up)\b/i;
/** Words of an agent that says that all is well. */
const DONE =
  /\b(?:(?:is|are|was|were|been|now|has) (?:\w+ )?(?:resolved|fixed|solved|mitigated|restored|recovered|healthy)|incident resolved|no (?:change|changes|action|fix) (?:is |are |was |were )?(?:needed|required|necessary)|nothing (?:needs? |had |has )?to (?:be )?(?:fix|change|do)\w*|fixed (?:by|it|the)|resolved (?:by|it|the)|back to (?:normal|health))\b/i;

/**
 * Whether an agent's last words claim success: true, false, or null when they say neither. A matter of words, so it can
 * be wrong; it is used for the sensitivity analysis alone ("success as the agent claimed it"), never for the verdict.
 */
export function readClaim(finalMessage: string): boolean | null {
  // What comes first is what is claimed; later sentences speak of what was seen before.
  const opening = finalMessage
    .split(/(?<=[.!?])\s+/)
    .slice(0, 2)
    .join(' ');
  if (NOT_DONE.test(opening)) return false;
  if (DONE.test(finalMessage)) return true;
  return NOT_DONE.test(finalMessage) ? false : null;
}
