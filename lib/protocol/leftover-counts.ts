/** What the lab can leave in Acontext. A skill's disk goes with the skill; the lab creates no other. */
export const LEFTOVER_KINDS = ['space', 'skill', 'session'] as const;
export type LeftoverKind = (typeof LEFTOVER_KINDS)[number];
export type LeftoverCounts = Record<LeftoverKind, number>;

export function countLeftovers(things: readonly { kind: LeftoverKind }[]): LeftoverCounts {
  const counts = { space: 0, skill: 0, session: 0 };
  for (const { kind } of things) counts[kind] += 1;
  return counts;
}

export function sumOf(a: LeftoverCounts, b: LeftoverCounts): LeftoverCounts {
  return { space: a.space + b.space, skill: a.skill + b.skill, session: a.session + b.session };
}

export function totalOf({ space, skill, session }: LeftoverCounts): number {
  return space + skill + session;
}
