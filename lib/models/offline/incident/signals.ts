/**
 * Kinds of trouble that operations people speak about: the same words are recognised in a log line and in a skill's
 * description of when it applies.
 */
const SIGNALS = {
  timeout:
    /tim(?:e|ed|ing)[ -]?out|deadline|did(?: not|n't) (?:respond|answer|reply)|no (?:response|answer|reply) (?:with)?in|(?:gave|given) (?:up|no answer)|not (?:respond|answer)ing/i,
  slow: /\bslow|\btook \d|latenc|p99|response time|takes? longer/i,
  refused:
    /refused the connection|\brefuses?\b|connections?(?: \w+){0,3} (?:is |are |was |were )?refus|unreachable|no route to|reset by peer/i,
  unknownHost:
    /no such host|nxdomain|(?:could not|cannot|can't) (?:be )?(?:resolved?)|(?:name|host) (?:is )?not resolved|name resolution|unknown host|(?:host|name) .{0,40}(?:not found|unknown|does not resolve)/i,
  exhausted:
    /exhaust|no free|no connection (?:to|after|free|available)|saturat|too many (?:connections|clients|open)|pool (?:is )?(?:full|empty)|at capacity|waiters|limit reached|pool timeout/i,
  overloaded:
    /overload|waits? for (?:a |the )?(?:cpu|processor)|queu(?:e?ing) up|are queue?ing|all \w+ (?:are )?busy|queue of requests|queue is full|(?:requests?|calls?) (?:was |were )?(?:shed|rejected)|slow down/i,
  memory:
    /out of memory|\boom|exit(?:ed)?(?: with)?(?: code)? 137|code 137|heap space|memory limit|\bkilled\b/i,
  crash:
    /crash|(?:could|can) ?not start|cannot (?:load|open|read)|did not (?:load|start)|no such file|start(?:up)? failed|exit(?:ed)? (?:with |code )/i,
  disk: /no space left|disk (?:is )?full|enospc|volume (?:is )?full|out of disk/i,
  auth: /authentication failed|unauthori[sz]ed|forbidden|(?:invalid|wrong|rejected) (?:token|credential|password|key|signature)|(?:token|credential|password|key|signature|role|user)s?(?: \w+)? (?:is |was )?(?:not accepted|rejected|denied|invalid|unknown)|permission denied|\b401\b/i,
  throttled: /\b429\b|rate.?limit|throttl|too many \w*\s?requests/i,
  certificate: /certificate|x509|handshake|\btls\b|\bssl\b|peer verification|secure channel/i,
  backlog:
    /\blag(?:s|ging)?\b|backlog|(?:jobs|messages) (?:are )?waiting|behind the head|redeliver|same message/i,
  cold: /hit ratio|cache miss|evict|misses/i,
  amplified: /attempts per|retry storm|retries (?:per|multiply)|amplif/i,
  switched: /\bflag\b|rollout|feature|variant|experiment/i,
  stale: /\bstored\b.*\bloaded\b|\bloaded\b.*\bstored\b/i,
} as const satisfies Record<string, RegExp>;

export type Signal = keyof typeof SIGNALS;

const NAMES = Object.keys(SIGNALS).filter((name): name is Signal => name in SIGNALS);

/** The kinds of trouble that a text speaks about. */
export const signalsIn = (text: string): Signal[] => NAMES.filter((name) => SIGNALS[name].test(text));

/** An error that was only passed on: the one who reports it blames another and knows no reason of its own. */
const PASSED_ON =
  /answer(?:s|ed) with (?:an )?errors?|\berrors? from\b|\b5\d\d from\b|\bfrom [\w-]+ 5\d\d|returned (?:an error|5\d\d)|(?:is|are) not healthy|health check|upstream check|circuit|retrying|\bagain: attempt|failed: it/i;

export const isPassedOn = (text: string): boolean => PASSED_ON.test(text);
