/**
 * Kinds of trouble that operations people speak about: the same words are recognised in a log line and in a skill's
 * description of when it applies.
 */
const SIGNALS = {
  timeout:
    /tim(?:e|ed|ing)[ -]?out|deadline|did(?: not|n't) (?:respond|answer|reply)|no (?:response|answer|reply) (?:with)?in|gave up|not (?:respond|answer)ing/i,
  slow: /\bslow|\btook \d|latenc|p99|response time|takes? longer/i,
  refused:
    /refus|unreachable|no route to|reset by peer|no such host|nxdomain|(?:could not|cannot) (?:resolve|connect)|name resolution/i,
  exhausted:
    /exhaust|no free|saturat|too many (?:connections|clients|open)|(?:queue|pool) (?:is )?full|at capacity|waiters|limit reached|pool timeout/i,
  memory: /out of memory|\boom|exit(?:ed)?(?: with)?(?: code)? 137|heap space/i,
  disk: /no space left|disk (?:is )?full|enospc/i,
  auth: /authentication failed|unauthori[sz]ed|forbidden|(?:invalid|wrong|rejected) (?:token|credential|password|key)|signature/i,
  throttled: /\b429\b|rate.?limit|throttl/i,
  certificate: /certificate|x509|handshake|\btls\b/i,
} as const satisfies Record<string, RegExp>;

export type Signal = keyof typeof SIGNALS;

const NAMES = Object.keys(SIGNALS).filter((name): name is Signal => name in SIGNALS);

/** The kinds of trouble that a text speaks about. */
export const signalsIn = (text: string): Signal[] => NAMES.filter((name) => SIGNALS[name].test(text));
