/** A space is older than what came to be in it; a skill that is older by more was somebody's own and only included. */
const TOLERANCE_MS = 60_000;

/** Whether a skill came to be in the space, and so goes with it. Times are the server's own. */
export function isBornInSpace(space: { createdAt: string }, skill: { createdAt: string }): boolean {
  return Date.parse(skill.createdAt) >= Date.parse(space.createdAt) - TOLERANCE_MS;
}
