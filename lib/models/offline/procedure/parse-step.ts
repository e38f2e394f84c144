import type { CauseKind } from '../incident/hypothesis.ts';
import { type Knob, knobsIn } from '../incident/knobs.ts';
import { parseQuantity } from '../transcript/quantity.ts';
import { causeIn } from './cause-words.ts';

/**
 * Which service a step means: the one with the symptom, the one where the errors begin, the one that its log points at,
 * its largest client, the owner of most bytes, or the cache in front of it.
 */
export type Role = 'front' | 'origin' | 'upstream' | 'client' | 'owner' | 'cache';

export type StepAction =
  | { do: 'look'; at: 'logs' | 'status' | 'config'; role: Role }
  | {
      do: 'change';
      role: Role;
      knobs: Knob[];
      /** Keys that the step spells out. */
      keys: string[];
      basis: 'demand' | 'current';
      factor: number | null;
      /** A value that the step spells out. */
      value: string | null;
      /** Where the value follows from, when the step names none. */
      to: 'earlier' | null;
    }
  | { do: 'restart'; role: Role }
  | { do: 'trace' }
  | { do: 'verify' };

export interface Step {
  text: string;
  actions: StepAction[];
  /** What must hold for the step to fit: demand against limit. */
  condition: { compare: 'above' | 'near' | 'below' } | null;
  /** The correlation that the step relies on, if its words name one. */
  cause: CauseKind | null;
}

const VERBS: readonly [StepAction['do'], RegExp][] = [
  ['verify', /\b(?:verify|confirm|make sure|ensure|re-?check|check again)\b/i],
  ['restart', /\b(?:restart|reload|bounce|redeploy)\b/i],
  [
    'change',
    /\b(?:increase|raise|set|lower|reduce|decrease|change|update|bump|adjust|extend|double|triple|halve|widen|revert|undo|roll back|put)\b/i,
  ],
  [
    'look',
    /\b(?:check|read|inspect|look|examine|review|open|find|note|identify|compare|query|get|see|search|determine|measure)\b/i,
  ],
];

const FRONT =
  /\b(?:gateway|proxy|edge|load balancer|ingress|caller|front ?end|(?:failing|affected|symptomatic|unhealthy|erroring) service|service (?:that|which) (?:returns?|reports?|shows?|has|serves?) (?:the )?(?:errors?|symptoms?|5\d\d)|its own)\b/gi;
const UPSTREAM =
  /\b(?:upstream(?!['’"]?[_ -]?(?:time|request|error|url|route))(?: service)?|back-?end(?: service)?|dependency|downstream(?: service)?|callee|slow service|that service|named service|service (?:it|that) (?:calls|waits for|is slow)|target service)\b/gi;

const ROLES: readonly [Role, RegExp][] = [
  ['front', FRONT],
  ['upstream', UPSTREAM],
  [
    'origin',
    /\b(?:service )?where (?:the|these|those) (?:errors|failures|requests) (?:begin|start|come from)/gi,
  ],
  ['client', /\b(?:that|this|its|the) (?:largest |main |biggest |greedy )?(?:client|caller)(?!s)\b/gi],
  ['owner', /\b(?:that|this|the) owner\b/gi],
  ['cache', /\b(?:the|that|this) cache\b/gi],
];

const NOUNS: readonly ['logs' | 'status' | 'config', RegExp][] = [
  ['logs', /\blogs?\b/gi],
  ['status', /\b(?:status|p9\d|latenc(?:y|ies)|error rate|health|response times?|metrics?|gauges?)\b/gi],
  [
    'config',
    /\b(?:config(?:uration)?|settings?|parameters?|configured)\b|\b[a-z]+(?:_[a-z]+)+\b|\btime ?outs?\b(?! errors?| in| lines)|\bdeadlines?\b/gi,
  ],
];

/** The role named nearest to a place; a role before it counts as nearer than one after it. */
function roleNear(text: string, at: number, fallback: Role): Role {
  const places = ROLES.flatMap(([role, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ role, at: match.index })),
  );
  const distance = (place: number) => (place <= at ? at - place : (place - at) * 1.5);
  const [nearest] = places.toSorted((a, b) => distance(a.at) - distance(b.at));
  return nearest?.role ?? fallback;
}

const COUNTED = 'twice|double|two times|three times|triple|four times|five times|half';
const FACTORS: Record<string, number> = {
  twice: 2,
  double: 2,
  'two times': 2,
  'three times': 3,
  triple: 3,
  'four times': 4,
  'five times': 5,
  half: 0.5,
};

/** "at least 3-5x", "2 times", "twice": the smallest multiple that the text allows; "by 50 %" is 1.5. */
function factorIn(text: string): number | null {
  const numbered = /(\d+(?:\.\d+)?)\s*(?:(?:-|–|to)\s*\d+(?:\.\d+)?\s*)?(?:x|×|times)(?![a-z])/i.exec(text);
  if (numbered) return Number(numbered[1]);
  const named = new RegExp(`\\b(?:${COUNTED})\\b`, 'i').exec(text);
  if (named) return FACTORS[named[0].toLowerCase()] ?? null;
  const percent = /\bby (?:at least |about )?(\d+) ?%/i.exec(text);
  return percent ? 1 + Number(percent[1]) / 100 : null;
}

function valueIn(text: string): string | null {
  const match =
    /\b(?:to|=)\s+`?"?(\d+(?:\.\d+)?\s?(?:ms|s|min|mb|gb|seconds?)?)"?`?(?=[\s.,;)]|$)(?!\s*(?:x\b|times|%|[-–]))/i.exec(
      text,
    );
  return match?.[1] !== undefined && parseQuantity(match[1]) ? match[1] : null;
}

function change(text: string, fallback: Role): StepAction {
  const basis = /p9\d|latenc|demand|response time|slowest|needs|observed|backlog|waiting/i.test(text)
    ? 'demand'
    : 'current';
  const target = text.split(/\b(?:to|by|so that|until)\b/i)[0] ?? text;
  return {
    do: 'change',
    role: roleNear(target, 0, fallback),
    knobs: knobsIn(target.replaceAll('_', ' ')),
    keys: target.match(/\b[a-z][a-zA-Z]*(?:[_.][a-zA-Z]+)+\b/g) ?? [],
    basis,
    factor: factorIn(text),
    value: valueIn(text),
    to: /revert|undo|roll|(?:earlier|previous|old|former|original) (?:value|setting)/i.test(text)
      ? 'earlier'
      : null,
  };
}

/** "x against y": what is said on one side is not about the other. */
const SIDES = /\b(?:against|with|versus|vs)\b/i;

function looks(clause: string, before: Role | null, usual: Role): StepAction[] {
  // Quoted words are what to look for, not where to look.
  const text = clause.replaceAll(/["“][^"”]*["”]/g, '');
  const actions = text.split(SIDES).flatMap((side) => {
    const found = NOUNS.flatMap(([at, pattern]) =>
      [...side.matchAll(pattern)].map((match) => ({ at, place: match.index })),
    ).toSorted((a, b) => a.place - b.place);
    return found.map(({ at, place }): StepAction & { do: 'look' } => {
      const fallback =
        at === 'status' && /p9\d|latenc|response time/i.test(side) ? 'upstream' : (before ?? usual);
      return { do: 'look', at, role: roleNear(side, place, fallback) };
    });
  });
  return actions.filter(
    (action, index) =>
      actions.findIndex(({ at, role }) => at === action.at && role === action.role) === index,
  );
}

/** Cuts a step at its verbs, each with the words up to the next one. */
function clauses(text: string): { verb: StepAction['do']; text: string }[] {
  const starts = VERBS.flatMap(([verb, pattern]) =>
    [...text.matchAll(new RegExp(pattern.source, 'gi'))].map((match) => ({ verb, at: match.index })),
  )
    .toSorted((a, b) => a.at - b.at)
    // "the change says that it takes effect after a restart": a verb's word used as a noun
    .filter(({ at }) => !/\b(?:a|the|this|that|was|were|after|each|its|by)\s+$/i.test(text.slice(0, at)));
  return starts
    .map(({ verb, at }, index) => ({ verb, text: text.slice(at, starts[index + 1]?.at ?? text.length) }))
    .filter(
      (clause, index, all) => index === 0 || clause.verb !== all[index - 1]?.verb || clause.verb === 'look',
    );
}

const TRACES = /\b(?:follow|trace)\w* (?:the |these |those )?(?:errors?|failures?|failing requests)/i;
const COMPARES = /p9\d|latenc|time ?out|deadline|limit|slowest|response time|takes/i;

function conditionOf(text: string): Step['condition'] {
  const premise = /\b(?:if|when|once|where)\b(.*?)(?:,| then\b|:|$)/i.exec(text)?.[1] ?? '';
  if (!COMPARES.test(premise) || /\bport\b|\burl\b|address/i.test(premise)) return null;
  if (/close to|near|approach|almost|about as|80 ?%|comes? within/i.test(premise)) return { compare: 'near' };
  if (/[>≥]|exceed|above|greater|longer|higher|larger|more than|over\b/i.test(premise))
    return { compare: 'above' };
  return /[<≤]|below|less|shorter|lower|smaller|under\b/i.test(premise)
    ? {
        compare:
          /^.*\b(?:time ?out|limit|deadline|setting)\b.*(?:[<≤]|below|less|shorter|lower|smaller|under)/i.test(
            premise,
          )
            ? 'above'
            : 'below',
      }
    : null;
}

const same = (a: StepAction, b: StepAction): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What a step of a procedure asks for, as far as general reading gets it; it is about `fallback` where it names nobody. A
 * step may ask for nothing.
 */
export function parseStep(text: string, fallback: Role = 'front'): Step {
  if (TRACES.test(text)) return { text, actions: [{ do: 'trace' }], condition: null, cause: null };
  const cause = /^\s*(?:if|when|once|where)\b/i.test(text) ? causeIn(text) : null;
  const condition = cause === null ? conditionOf(text) : null;
  // What a conditional step asks for comes after its premise.
  const body =
    condition || cause ? text.replace(/^\s*(?:if|when|once|where)\b.*?(?:,| then\b|:)/i, '') : text;
  const actions: StepAction[] = [];
  for (const { verb, text: clause } of clauses(body)) {
    const earlier = actions.findLast((action) => action.do !== 'verify');
    const before = earlier && 'role' in earlier ? earlier.role : null;
    if (verb === 'verify') actions.push({ do: 'verify' });
    else if (verb === 'restart') actions.push({ do: 'restart', role: roleNear(clause, 0, fallback) });
    else if (verb === 'change') actions.push(change(clause, fallback));
    else
      actions.push(
        ...looks(clause, before, fallback).filter((look) => !actions.some((made) => same(made, look))),
      );
  }
  return { text, actions, condition, cause };
}
