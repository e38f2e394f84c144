import type { CauseKind } from '../incident/hypothesis.ts';

/** How a procedure says, in whatever words, which correlation a step or an exception relies on. The first match counts. */
const CAUSE_WORDS: readonly [CauseKind, RegExp][] = [
  ['held-idle', /\bmost\b[^.]*\b(?:held )?idle\b|held idle and nothing/i],
  ['exhausted-capacity', /\ball of (?:it|them)\b[^.]*\bin use\b|\bfew\b[^.]*\bidle\b/i],
  [
    'amplification',
    /(?:far |well )?more than \w+ attempts|many attempts|retries (?:are|make) (?:most of )?the load/i,
  ],
  ['too-few-workers', /(?:about|only) (?:1|one) attempt|(?:lacks|too little) capacity|too few workers/i],
  ['cold-cache', /hit (?:ratio|rate)\b[^.]*\b(?:is )?low\b|\blow hit (?:ratio|rate)/i],
  ['background-job', /\bjobs? of its own|its own jobs|hit (?:ratio|rate)\b[^.]*\bhigh\b/i],
  ['memory-unbounded', /\bno bound\b|without (?:a |any )?bound|unbounded|grows (?:slowly|from look)/i],
  ['memory-over-limit', /plans? to use\b[^.]*\b(?:exceeds?|more than)|heap\b[^.]*\bexceeds?/i],
  ['disk-full', /most of the bytes|owns? (?:most|the bytes)/i],
  ['stale-version', /stored and (?:the )?loaded versions?\b[^.]*\bdiffer/i],
  ['rejected-identity', /(?:similar|other) name|knows (?:another|a similar)/i],
  ['clock-off', /\bclock\b[^.]*\b(?:is |was )?(?:off|wrong)\b/i],
  ['expired-certificate', /certificate\b[^.]*\b(?:has |is )?(?:ended|expired)/i],
  ['bad-switch', /only with the (?:feature|flag)|fail only\b[^.]*\b(?:feature|flag)/i],
  ['greedy-client', /\bone client\b[^.]*\bmost\b/i],
  ['throttled', /more\b[^.]*\bthan (?:are |is )?allowed|allowance is too small/i],
  ['stuck-message', /position\b[^.]*\bdoes not (?:move|advance)|one message blocks/i],
  ['slow-consumers', /more comes than|position\b[^.]*\bmoves/i],
  ['wrong-target', /\b(?:address|port|host|url)\b[^.]*\bdiffer/i],
  ['unlisted-value', /not among those|not (?:listed|there)/i],
  ['broken-start', /log names a value/i],
];

export const causeIn = (text: string): CauseKind | null =>
  CAUSE_WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
