import { failedAfter, median } from '../incident/demand.ts';
import { diagnose } from '../incident/diagnose.ts';
import { type Facts, latestStatus, namesIn, serviceOf } from '../incident/facts.ts';
import { timeLimitsOf } from '../incident/rules/limit-below-demand.ts';
import { isWell } from '../incident/parse-status.ts';
import { STRONG } from '../incident/hypothesis.ts';
import { type Signal, signalsIn } from '../incident/signals.ts';
import { causeIn } from './cause-words.ts';
import type { Entry } from './parse-entries.ts';
import { upstreamOf } from './roles.ts';

/** Whether what was seen fits what an entry says about its own use. */
export type Verdict = { fits: 'yes' | 'unknown' } | { fits: 'no'; reason: string };

/** Requests that end this far below the limit were not ended by it. */
const EARLY = 0.5;
/** The advice is about an upstream that works, only too slowly. */
const SAYS_HEALTHY = /(?:itself|which|that) (?:\w+ )?(?:reports?|looks?|is|stays?) healthy/i;
const SAYS_EARLY =
  /(?:far|much|well|long) (?:sooner|earlier|below|shorter|faster|before)|within (?:a few |some )?milliseconds|(?:fail|end|return)\w* (?:at once|immediately|instantly|fast|quickly)/i;

/** Does a sentence about exceptions describe what is going on between these two services? */
function exceptionHolds(
  sentence: string,
  wanted: readonly Signal[],
  facts: Facts,
  front: string,
  upstream: string,
): boolean {
  const lines = (serviceOf(facts, front)?.log ?? []).filter(
    (line) => line.failed && namesIn(facts, line, front).includes(upstream),
  );
  // Timeouts and slowness are what the exceptions are told apart from, so naming them is no sign of one.
  const named = signalsIn(sentence).filter(
    (signal) => signal !== 'timeout' && signal !== 'slow' && !wanted.includes(signal),
  );
  const seen = (signal: Signal) =>
    lines.filter(({ signals }) => signals.includes(signal)).length * 2 >= lines.length;
  if (lines.length > 0 && named.some(seen)) return true;
  if (!SAYS_EARLY.test(sentence)) return false;
  const lasted = median(failedAfter(facts, front, upstream));
  const service = serviceOf(facts, front);
  const limit = Math.min(
    ...(service ? timeLimitsOf(service) : []).map(({ quantity }) => quantity?.value ?? Infinity),
  );
  return lasted !== null && Number.isFinite(limit) && lasted < limit * EARLY;
}

/** Does a sentence about exceptions name another cause, and do the observations speak for that one? */
function isOtherCause(sentence: string, entry: Entry, facts: Facts, front: string): boolean {
  const cause = causeIn(sentence);
  if (entry.steps.some((step) => causeIn(step) === cause)) return false;
  return cause !== null && diagnose(facts, front).some((one) => one.cause === cause && one.support >= STRONG);
}

/** Checks an entry against the evidence before and while it is followed. */
export function judgeEntry(entry: Entry, facts: Facts, front: string, origin: string = front): Verdict {
  const log = serviceOf(facts, origin)?.log;
  if (!log) return { fits: 'unknown' };
  const wanted = signalsIn(entry.when);
  const seen = new Set(log.filter(({ level }) => level !== 'INFO').flatMap(({ signals }) => signals));
  const missing = origin === front && wanted.length > 0 && !wanted.some((signal) => seen.has(signal));
  if (missing) return { fits: 'no', reason: `the log shows no sign of ${wanted.join(' or ')}` };
  const upstream = upstreamOf(facts, origin, wanted);
  const seenUpstream = upstream === null ? undefined : latestStatus(facts, upstream);
  if (SAYS_HEALTHY.test(entry.when) && seenUpstream && !isWell(seenUpstream))
    return { fits: 'no', reason: `${seenUpstream.service} is ${seenUpstream.health}` };
  const exception =
    entry.unless.find((sentence) => isOtherCause(sentence, entry, facts, front)) ??
    (upstream && entry.unless.find((sentence) => exceptionHolds(sentence, wanted, facts, origin, upstream)));
  if (typeof exception === 'string' && exception !== '') {
    return { fits: 'no', reason: `its exception holds here: "${exception.replace(/\.$/, '')}"` };
  }
  return { fits: 'yes' };
}
