import { wordsOf } from '../transcript/words.ts';

interface KnobKind {
  /** In the spaced words of a key, or in the text of a skill. */
  pattern: RegExp;
  /** How a runbook would call such a setting without naming one system's key. */
  phrase: string;
  /** What a service does with it, in the third person; for explanations. */
  role: string;
}

/** Kinds of settings that services have, whatever they call them. */
export const KNOBS = {
  timeLimit: {
    pattern:
      /\b(?:time ?outs?|deadlines?|time limits?|max wait|wait limit|(?:how long|limits? (?:the )?(?:time|how long)).{0,30}wait)/i,
    phrase: 'the setting that limits how long it waits for an answer (a timeout or deadline)',
    role: 'limits how long it waits for an answer',
  },
  retries: {
    pattern: /\b(?:retry|retries|attempts|redeliver\w*)\b/i,
    phrase: 'the setting that says how often it tries again (retries)',
    role: 'says how often it tries again',
  },
  pool: {
    pattern: /\b(?:pool|connections?|conns?|clients)\b/i,
    phrase: 'the setting that limits how many connections it may hold (a pool size)',
    role: 'limits how many connections it may hold',
  },
  workers: {
    pattern: /\b(?:workers?|threads?|concurrency|parallelism|consumers|prefetch)\b/i,
    phrase: 'the setting that says how much it does at the same time (workers or threads)',
    role: 'says how much it does at the same time',
  },
  memory: {
    pattern: /\b(?:memory|heap|mem)\b/i,
    phrase: 'the setting that limits its memory',
    role: 'limits its memory',
  },
  rate: {
    pattern: /\b(?:rate limit|rps|per (?:sec|second|min|minute)|burst|quota)\b/i,
    phrase: 'the setting that limits how many requests it accepts (a rate limit)',
    role: 'limits how many requests it accepts',
  },
  lifetime: {
    pattern: /\b(?:ttl|max age|expiry|retention|keep)\b/i,
    phrase: 'the setting that says how long it keeps things (a lifetime or retention)',
    role: 'says how long it keeps things',
  },
  target: {
    pattern: /\b(?:url|uri|host|port|endpoint|address|addr|routes?|upstream (?:url|host|port))\b/i,
    phrase: 'the setting that says where it sends its requests (a host, port or URL)',
    role: 'says where it sends its requests',
  },
  flag: {
    pattern: /\b(?:flag|rollout|feature|enabled|canary)\b/i,
    phrase: 'the switch of the feature',
    role: 'switches a feature',
  },
} as const satisfies Record<string, KnobKind>;

export type Knob = keyof typeof KNOBS;

const NAMES = Object.keys(KNOBS).filter((name): name is Knob => name in KNOBS);

/** The kinds of setting that a key's words, or a sentence, speak about. */
export const knobsIn = (text: string): Knob[] => NAMES.filter((name) => KNOBS[name].pattern.test(text));

/** The kinds of setting that a key may be. */
export const knobsOf = (key: string): Knob[] => knobsIn(wordsOf(key).join(' '));

/**
 * How likely a time limit is the one on waiting for another service's answer, from −1 to 1: connecting, idling,
 * closing or probing have limits of their own.
 */
export function answerLimitAffinity(key: string): number {
  const words = wordsOf(key).join(' ');
  if (
    /\b(?:connect|connection|idle|keep ?alive|shutdown|drain|grace|client|header|handshake|tls|dns|health|probe|lock|session|queue|startup|acquire|body|stop|lease)\b/.test(
      words,
    )
  )
    return -1;
  return /\b(?:upstream|proxy|read|response|request|backend|rpc|call|deadline|downstream|origin|route|answer)\b/.test(
    words,
  )
    ? 1
    : 0;
}
