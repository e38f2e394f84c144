import type { z } from 'zod';
import { wordIssue } from './word-issue.ts';

type Issue = z.core.$ZodIssue;
export interface Told {
  path: readonly PropertyKey[];
  message: string;
}

/** A schema's complaint in plain words. Of several ways to be right, the one that came nearest speaks. */
export function describeIssue(issue: Issue): Told[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: `'${key}' is not known here` }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0] ?? [];
    return nearest.flatMap((inner) =>
      describeIssue(inner).map(({ path, message }) => ({ path: [...issue.path, ...path], message })),
    );
  }
  return [{ path: issue.path, message: wordIssue(issue) }];
}

const depthOf = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));
