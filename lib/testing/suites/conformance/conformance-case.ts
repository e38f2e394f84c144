import type { Api } from './open-api.ts';

/** Groups of routes, in the order in which they are tried. */
export const AREAS = [
  'envelope',
  'sessions',
  'messages',
  'formats',
  'files',
  'edits',
  'tasks',
  'events',
  'spaces',
  'learning',
  'skills',
  'disks',
  'users',
  'project',
  'sandboxes',
] as const;
export type Area = (typeof AREAS)[number];

/** One thing that the real Acontext does, tried on a server over HTTP. */
export interface ConformanceCase {
  area: Area;
  /** Method and path below the base URL. */
  route: string;
  /** What the route does, as the rest of a sentence that the route begins. */
  behaviour: string;
  /** `model`: the server's model has to answer, and learning has to end in the time that the target allows. */
  needs?: 'model';
  /** Throws when the server does something else, or NotApplicable. */
  run: (api: Api) => Promise<void>;
}

export const casesOf = (area: Area, cases: Omit<ConformanceCase, 'area'>[]): ConformanceCase[] =>
  cases.map((each) => ({ ...each, area }));

export const nameOf = ({ route, behaviour }: Pick<ConformanceCase, 'route' | 'behaviour'>): string =>
  `${route} ${behaviour}`;
