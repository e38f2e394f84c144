import { stemsOf } from '../words.ts';

/** Kinds of settings that runbooks and services speak about, whatever the key is called. */
const KINDS: readonly [string, RegExp][] = [
  [
    'time limit',
    /\b(?:time ?outs?|deadlines?|time limits?|(?:max|maximum) wait|wait limit|how long it (?:waits|may wait)|limits? (?:the )?(?:time|how long))\b/i,
  ],
  ['retries', /\b(?:retry|retries|retried|attempts?|tries again|how often it tries|redeliver\w*|backoff)\b/i],
  ['connections', /\b(?:pools?|connections?|conns?|clients|max open)\b/i],
  ['workers', /\b(?:workers?|threads?|concurrency|parallelism|consumers?|prefetch|replicas|instances)\b/i],
  ['memory', /\b(?:memory|heap|mem|max ?memory)\b/i],
  ['rate', /\b(?:rate limits?|rps|per (?:second|minute)|burst|quota|throttl\w*)\b/i],
  ['lifetime', /\b(?:ttl|lifetimes?|max age|expir\w*|retention|keeps? (?:things|entries|logs)|rotat\w*)\b/i],
  ['address', /\b(?:url|uri|host(?:name)?|port|endpoint|address(?:es)?|addr|routes?|dns|where it sends)\b/i],
  ['switch', /\b(?:flags?|feature|rollout|canary|toggle|enabled|disabled)\b/i],
  ['credential', /\b(?:credentials?|passwords?|secrets?|tokens?|api ?keys?|identity|account|user ?name)\b/i],
  ['certificate', /\b(?:cert(?:ificate)?s?|tls|ssl|ca ?bundle|trust)\b/i],
  ['disk', /\b(?:disk|volume|storage|log ?level|wal)\b/i],
  ['version', /\b(?:versions?|image|release|build|schema)\b/i],
];

/** The kinds that a sentence speaks about. */
export const settingKindsIn = (text: string): string[] =>
  KINDS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);

/** "upstreamTimeout_ms" → "upstream timeout ms". */
export const wordsOfKey = (key: string): string =>
  key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_./*:-]+/g, ' ')
    .trim()
    .toLowerCase();

/** The kinds that a config key may be. */
export const settingKindsOf = (key: string): string[] => settingKindsIn(wordsOfKey(key));

/** Stems that a config key and a text have in common. */
export function sharesWord(key: string, text: string): boolean {
  const said = stemsOf(text);
  return [...stemsOf(wordsOfKey(key))].some((stem) => said.has(stem));
}
