import { settingKindsIn } from './setting-kinds.ts';

/** What a call can be seen to do. `check` is a look after a change. */
export type Deed = 'logs' | 'status' | 'config' | 'change' | 'restart' | 'check';

/** Which service a step means: the one with the symptom, one that it calls, or none in particular. */
export type TargetRole = 'front' | 'upstream' | 'any';

/** One thing that a step asks for. */
export interface StepAsk {
  deed: Deed;
  role: TargetRole;
  /** The words that name the target; names of services in it count more than the role. */
  about: string;
  /** Kinds of setting that it names. */
  kinds: string[];
  /** Config keys that it spells out. */
  keys: string[];
  /** Which way the value is to go. */
  direction: 'up' | 'down' | null;
}

type Verb = 'look' | 'change' | 'restart' | 'check';

const VERBS: readonly [Verb, RegExp][] = [
  ['check', /\b(?:verify|confirm|make sure|ensure|re-?check|check again|validate|watch)\b/gi],
  ['restart', /\b(?:restart|reload|bounce|redeploy|recycle)\b/gi],
  [
    'change',
    /\b(?:increase|raise|set|lower|reduce|decrease|change|update|bump|adjust|extend|shorten|double|triple|halve|widen|revert|undo|roll(?: it)? back|put|restore|point|switch|enable|disable|turn (?:on|off)|correct|replace|rotate|renew|configure|scale|resize)\b/gi,
  ],
  [
    'look',
    /\b(?:check|read|inspect|look|examine|review|open|find|identify|compare|query|get|see|search|determine|measure|pull|fetch|list)\b/gi,
  ],
];

const NOUNS: readonly ['logs' | 'status' | 'config', RegExp][] = [
  ['logs', /\blogs?\b/i],
  [
    'status',
    /\b(?:status(?:es)?|p9\d|latenc(?:y|ies)|error rates?|health|response times?|metrics?|gauges?|utili[sz]ation)\b/i,
  ],
  ['config', /\b(?:config(?:uration)?s?|settings?|parameters?)\b/i],
];

const FRONT =
  /\b(?:gateway|proxy|edge|load balancer|ingress|caller|front ?end|entry service|(?:failing|affected|symptomatic|unhealthy|erroring|alerting|degraded) service|service (?:that|which|with|in) (?:the |is |has )?(?:returns?|reports?|shows?|has|serves?|symptoms?|errors?|5\d\d|question|failing|unhealthy|degraded))\b/gi;
const UPSTREAM =
  /\b(?:upstream(?!['’"]?[_ -]?(?:time|request|error|url|route))(?: service)?|back-?end(?: service)?|dependenc(?:y|ies)|downstream(?: service)?|callee|(?:slow|named|target|called) service|service (?:it|that it) calls|what it calls)\b/gi;

const UP = /\b(?:increase|raise|bump|extend|double|triple|widen|enlarge)\b/i;
const DOWN = /\b(?:lower|reduce|decrease|shorten|halve|shrink)\b/i;
const PREMISE = /^\s*(?:if|when|once|where|because|since|as soon as|in case)\b[^,:]*?(?:,| then\b|:)/i;
const REASON = /[,;]?\s+(?:because|so that|since|in order to)\b.*$/i;
/** A verb's word used as a noun, or in a sentence that says what not to do. */
const NOT_ASKED = /\b(?:a|an|the|this|that|was|were|after|before|each|its|by|any|of)\s+$/i;
const NEGATED = /\b(?:not|never|without|avoid|instead of|rather than|don['’]t)\b[^,;.]*$/i;
const KEY = /\b[a-z][a-zA-Z]*\d*(?:[_.][a-zA-Z\d]+)+\b|`([\w.*/-]+)`/g;

function roleIn(text: string): TargetRole {
  const nearest = (pattern: RegExp) => [...text.matchAll(pattern)][0]?.index ?? Infinity;
  const [front, upstream] = [nearest(FRONT), nearest(UPSTREAM)];
  if (front === Infinity && upstream === Infinity) return 'any';
  return front <= upstream ? 'front' : 'upstream';
}

/** A sentence cut at its verbs, each with the words up to the next one. */
function clausesOf(sentence: string): { verb: Verb; text: string }[] {
  const body = sentence.replace(PREMISE, '').replace(REASON, '');
  const starts = VERBS.flatMap(([verb, pattern]) =>
    [...body.matchAll(pattern)].map((match) => ({ verb, at: match.index })),
  )
    .filter(({ at }) => !NOT_ASKED.test(body.slice(0, at)) && !NEGATED.test(body.slice(0, at)))
    .toSorted((a, b) => a.at - b.at);
  return starts
    .filter(({ at }, index) => index === 0 || at !== starts[index - 1]?.at)
    .map(({ verb, at }, index, all) => ({ verb, text: body.slice(at, all[index + 1]?.at ?? body.length) }));
}

const keysIn = (text: string): string[] =>
  [...text.matchAll(KEY)].map((match) => match[1] ?? match[0]).filter((key) => !key.endsWith('.md'));

function asksOf({ verb, text }: { verb: Verb; text: string }): StepAsk[] {
  const base = {
    role: roleIn(text),
    about: text,
    kinds: settingKindsIn(text),
    keys: keysIn(text),
    direction: null,
  };
  if (verb === 'change') {
    const target = text.split(/\b(?:to|by|until)\b/i)[0] ?? text;
    const direction = UP.test(text) ? 'up' : DOWN.test(text) ? 'down' : null;
    return [{ ...base, deed: 'change', role: roleIn(target), kinds: settingKindsIn(target), direction }];
  }
  if (verb !== 'look') return [{ ...base, deed: verb }];
  // Quoted words are what to look for, not where to look.
  const plain = text.replaceAll(/["“][^"”]*["”]/g, '');
  return NOUNS.filter(([, noun]) => noun.test(plain))
    .filter(([deed], _, all) => deed !== 'status' || all.length === 1 || /\bstatus/i.test(plain))
    .map(([deed]): StepAsk => Object.assign({ deed }, base));
}

/** What a step asks for, as far as its words show it; [] for a step that no call could show (it may ask to think). */
export function readStep(text: string): StepAsk[] {
  const plain = text
    .replace(/^\s*(?:\d+[.)]|[-*+](?:\s+\[[ x]\])?|step \d+[:.])\s+/i, '')
    .replaceAll('**', '');
  const asks = plain
    .split(/(?<=[.;!?])\s+(?=[A-Z"`(*])/)
    .flatMap((sentence) => clausesOf(sentence).flatMap(asksOf));
  return asks.filter(
    ({ deed, role }, index) =>
      asks.findIndex((other) => other.deed === deed && other.role === role) === index,
  );
}
