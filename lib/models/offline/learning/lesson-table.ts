import type { CauseKind } from '../incident/hypothesis.ts';

/** What one kind of fault teaches, in roles; in the past where it tells what was done. */
export interface LessonText {
  looks: readonly string[];
  /** A premise in the present, then what was done; `{factor}` is the chosen multiple. */
  repair: string;
  afterwards?: string;
  pattern: readonly string[];
  appliesWhen: string;
  notWhen: string;
}

export const FRONT = 'the service that returns the errors';
export const ORIGIN = 'the service where the errors begin';

export const LESSON_TABLE: Record<Exclude<CauseKind, 'recent-change'>, LessonText> = {
  'limit-below-demand': {
    looks: [
      'Checked the status of that upstream for its p99 latency, which may be high although it reports healthy',
      `Read the config of ${ORIGIN} for {setting}`,
    ],
    repair:
      'Because that p99 latency comes close to the limit or exceeds it, raised the setting to {factor} the p99 latency',
    pattern: [
      'A service must wait longer than the slowest answers of what it calls: its time limit has to exceed the p99 latency of that upstream with room to spare',
      'The upstream looks healthy all the while, because nothing fails there; only the comparison of its p99 latency with the limit of its caller shows the fault',
    ],
    appliesWhen:
      'A service returns 5xx errors, and its log shows upstream timeouts or slow answers of one upstream that itself reports healthy',
    notWhen:
      'Not when failed requests end far sooner than the limit, or when the connection is refused: then the limit does not end them, and the address of the upstream is to be checked',
  },
  'exhausted-capacity': {
    looks: [
      `Checked the status of ${ORIGIN} for something that is used up to its limit, how many wait for it and how many of it are held idle`,
      `Read the config of ${ORIGIN} for {setting}`,
    ],
    repair:
      'Because all of it is in use, others wait and few are held idle, raised the setting to about 2 times its limit, within what the other side still has free',
    pattern: [
      'A limit that is used up completely, with others waiting for it, caps the service: it has to exceed what is in use plus what waits, and the sum of all such limits has to stay below what the other side takes',
    ],
    appliesWhen:
      'A service returns errors, its log says that there is no free connection or that a pool is exhausted',
    notWhen:
      'Not when most of what is in use is held idle: then more of them would be held too, and what ends idling is to be set',
  },
  'held-idle': {
    looks: [
      `Checked the status of ${ORIGIN} for something that is used up to its limit and how many of it are held idle`,
      `Read the config of ${ORIGIN} for the setting that ends idling (an idle timeout)`,
    ],
    repair:
      'Because most of what is in use is held idle and nothing ends that soon, set the idle timeout to at most half of the time for which holders idle',
    pattern: [
      'What holders keep without using it is lost to everybody else; taking it away from them helps, while having more of it only delays the end',
    ],
    appliesWhen:
      'A service returns errors, its log says that there is no free connection, and holders that idle are mentioned',
    notWhen: 'Not when few of those in use are idle: then the limit itself is too low',
  },
  amplification: {
    looks: [
      `Checked the status of ${ORIGIN} for who sends most of its requests`,
      'Checked the status of that client for the attempts that it makes per request',
      'Read the config of that client for {setting}',
    ],
    repair:
      'Because that client makes far more than two attempts per request, lowered its retries to very few and let it pause between them',
    afterwards:
      'the failures fall for several looks before they end; restarting the overloaded service meanwhile only delays that',
    pattern: [
      'Retries multiply the load on a service that is down, and keep it down after the first cause is gone; the caller has to be made to ask less before the overloaded service can recover',
    ],
    appliesWhen:
      'A service is overloaded, calls to it are given up and tried again, and it stays down by itself',
    notWhen:
      'Not when callers make about one attempt per request: then the load is real and the overloaded service itself lacks capacity',
  },
  'too-few-workers': {
    looks: [
      `Checked the status of ${ORIGIN} for who sends most of its requests`,
      'Checked the status of that client for the attempts that it makes per request',
      `Read the config of ${ORIGIN} for {setting}`,
    ],
    repair:
      'Because callers make about one attempt per request and the number of workers is small, raised the workers to about 4 times what they are',
    pattern: [
      'A service that turns real requests away needs more hands; making its callers ask less only moves the errors',
    ],
    appliesWhen: 'A service is overloaded and rejects requests although nobody multiplies them',
    notWhen: 'Not when callers make far more than two attempts per request: then their retries are the load',
  },
  'background-job': {
    looks: [
      `Checked the status of ${ORIGIN} for its processor and its own jobs`,
      'Checked the status of the cache in front of it for its hit ratio',
      `Read the config of ${ORIGIN} for the setting that says how many of its own jobs run at once`,
    ],
    repair:
      'Because a job of its own takes the processor while the hit ratio of the cache is high, lowered the number of such jobs to very few',
    pattern: ['A database at the limit of its processor may do that to itself: its own jobs count as well'],
    appliesWhen: 'Requests fail or are slow because a database is overloaded',
    notWhen: 'Not when the cache in front of it has a low hit ratio: then the load comes from its misses',
  },
  'cold-cache': {
    looks: [
      `Checked the status of ${ORIGIN} for its processor`,
      'Checked the status of the cache in front of it for its hit ratio and its evictions',
      'Read the config of that cache for its lifetime and its size',
    ],
    repair:
      'Because the hit ratio is low, raised the lifetime of entries in proportion if the cache evicts nothing, and else its memory, until it would answer about 94 % itself',
    pattern: [
      'A cache that answers little lets the load fall on the database behind it; it hurts at the database and begins at the cache',
    ],
    appliesWhen: 'Requests fail or are slow because a database is overloaded',
    notWhen:
      'Not when the hit ratio is high: then the database is loaded by something else, such as a job of its own',
  },
  'memory-over-limit': {
    looks: [
      `Checked the status of ${ORIGIN} for its last exit, its restarts and its memory`,
      `Read the config of ${ORIGIN} for its memory limit and for what it plans to use (heap, workers times heap)`,
    ],
    repair:
      'Because what it plans to use exceeds its memory limit, raised the memory limit to 1.3 times what it plans to use',
    pattern: [
      'A process may not plan to use more memory than it is allowed: heaps times workers plus some overhead have to fit under the limit',
    ],
    appliesWhen: 'A service is killed again and again with exit code 137 or out of memory',
    notWhen:
      'Not when its plans fit under the limit and its memory grows slowly until it is killed: then something in it has no bound, and a higher limit only delays the end',
  },
  'memory-unbounded': {
    looks: [
      `Checked the status of ${ORIGIN} for its last exit, its restarts and how its memory grows`,
      `Read the config of ${ORIGIN} for a store without a bound (a cache with 0 entries at most)`,
    ],
    repair:
      'Because a store has no bound and the memory grows until the process is killed, set a bound to that store',
    pattern: [
      'Memory that grows from look to look has no bound somewhere; a higher limit only delays the end',
    ],
    appliesWhen: 'A service is killed again and again with exit code 137 or out of memory',
    notWhen: 'Not when the process is killed right after its start: then it plans to use more than its limit',
  },
  'disk-full': {
    looks: [
      `Checked the status of ${ORIGIN} for its disk and for who owns the bytes on it`,
      'Read the config of that owner for what it writes and how much of it it keeps',
    ],
    repair:
      'Because that owner has most of the bytes on the full volume, lowered what it writes or keeps so that the volume gets to about 60 %',
    pattern: [
      'A full disk stops everybody who writes to it; whoever owns most of the bytes is to keep or write less, and that may be another one than the one that complains',
    ],
    appliesWhen: 'A service fails because there is no space left on its disk',
    notWhen: 'Not when another service owns the bytes: then its own logs are not to be cut',
  },
  'stale-version': {
    looks: [`Checked the status of ${ORIGIN} for a version that is stored but not loaded`],
    repair: `Because the stored and the loaded version differ, restarted ${ORIGIN}`,
    pattern: [
      'A process keeps what it loaded at its start: after a change of a config or credential it fails until it restarts',
    ],
    appliesWhen:
      'A service fails, for instance with authentication failed, while its status shows another version stored than loaded',
    notWhen:
      'Not when stored and loaded version are equal: then a restart changes nothing and the stored value itself is to be checked',
  },
  'rejected-identity': {
    looks: [
      `Checked the status of ${ORIGIN} for stored and loaded versions, which were equal`,
      'Read the log of that upstream for the names that it knows',
      `Read the config of ${ORIGIN} for the name under which it signs in`,
    ],
    repair:
      'Because the versions are equal and the other side knows a similar name, changed the name under which it signs in to that one',
    pattern: ['Credentials that are loaded as stored and rejected all the same belong to somebody else'],
    appliesWhen: 'A service fails with authentication failed at another one',
    notWhen: 'Not when stored and loaded version differ: then a restart is all that is needed',
  },
  'expired-certificate': {
    looks: [
      `Checked the status of ${ORIGIN} for its certificate and its clock`,
      `Read the config of ${ORIGIN} for the certificate that it uses, and for those that are there`,
    ],
    repair:
      'Because the clock is right and the certificate has ended while a newer one is there, changed the setting to the newest certificate',
    pattern: ['A certificate ends on its day; the successor is often there already and only has to be named'],
    appliesWhen: 'A tls handshake or the verification of a peer fails',
    notWhen:
      'Not when the clock of the service is off: then certificates that are valid look invalid, and the clock is to be set right',
  },
  'clock-off': {
    looks: [
      `Checked the status of ${ORIGIN} for its clock`,
      `Read the config of ${ORIGIN} for whether its clock is kept right (time synchronisation)`,
    ],
    repair: 'Because the clock is off, switched time synchronisation on',
    pattern: ['A wrong clock makes valid certificates look invalid'],
    appliesWhen: 'A tls handshake or the verification of a peer fails',
    notWhen: 'Not when the clock is right: then the certificate itself has ended',
  },
  'bad-switch': {
    looks: [
      `Read the log of ${ORIGIN} for whether requests fail with a feature on, and also with it off`,
      `Read the config of ${ORIGIN} for the switch of that feature`,
    ],
    repair: 'Because requests fail only with the feature on, set the switch to 0',
    pattern: ['A feature that was just switched on is suspicious only when the requests without it work'],
    appliesWhen: 'A part of the requests of a service fails since a feature was switched on',
    notWhen: 'Not when requests with the feature off fail too: then it is not the feature',
  },
  throttled: {
    looks: [
      `Checked the status of ${ORIGIN} for its requests per second and for how they are spread over its clients`,
      `Read the config of ${ORIGIN} for {setting}`,
    ],
    repair:
      'Because more requests come than are allowed and they come from many clients, raised the allowance to 1.5 times what comes',
    pattern: [
      'An allowance below the real demand turns users away; it has to exceed the demand of many, and stay below what the service can do',
    ],
    appliesWhen: 'A service returns 429 errors or its log shows that a rate limit is reached',
    notWhen: 'Not when one client makes most of the requests: then that client is to be slowed down',
  },
  'greedy-client': {
    looks: [
      `Checked the status of ${ORIGIN} for who sends most of its requests`,
      'Read the config of that client for how often it asks',
    ],
    repair: 'Because one client makes most of the requests, raised its interval to at least 10 times',
    pattern: ['One client that asks far too often uses up what is meant for all'],
    appliesWhen: 'A service returns 429 errors or its log shows that a rate limit is reached',
    notWhen: 'Not when the requests are spread over many clients: then the allowance is too small',
  },
  'slow-consumers': {
    looks: [
      `Checked the status of ${ORIGIN} for its backlog, for what comes and what goes, and whether its position moves`,
      `Read the config of ${ORIGIN} for {setting}`,
    ],
    repair:
      'Because more comes than is worked off and the position moves, raised the number of consumers to at least 5 times',
    pattern: [
      'A queue grows when less is worked off than comes; what waits already has to be worked off as well',
    ],
    appliesWhen: 'A backlog grows: messages or jobs are waiting',
    notWhen: 'Not when the position in the queue does not move: then one message blocks it',
  },
  'stuck-message': {
    looks: [
      `Checked the status of ${ORIGIN} for whether its position in the queue moves`,
      `Read the config of ${ORIGIN} for how often a message is delivered again`,
    ],
    repair:
      'Because the position does not move and nothing bounds how often a message is delivered again, set a bound of a few tries',
    pattern: ['One message that fails for ever blocks all that follow'],
    appliesWhen: 'A backlog grows: messages or jobs are waiting',
    notWhen: 'Not when the position in the queue moves: then too few work on it',
  },
  'wrong-target': {
    looks: [
      'Read the config of that upstream for the port on which it listens',
      `Read the config of ${ORIGIN} for {setting}`,
    ],
    repair:
      'Because the address and the place where the upstream listens differ, changed the URL, host or port in that setting to where the upstream listens',
    pattern: [
      'The address that a caller uses and the one on which its upstream listens have to agree; a deployment changes one of them and forgets the other',
    ],
    appliesWhen:
      'A service returns 5xx errors within milliseconds and its log shows that connections of one upstream are refused or its name cannot be resolved',
    notWhen: 'Not when the upstream itself is down or crashes, or when requests fail only after a long wait',
  },
  'broken-start': {
    looks: [`Read the config of ${ORIGIN} for the value that its log names`],
    repair:
      'Because its log names a value of its own settings that it cannot use, changed the setting to the value that its log knows to work',
    pattern: ['A service that fails over a value of its own settings says so in its log'],
    appliesWhen: 'A service crashes at its start',
    notWhen: 'Not when it runs and only its callers do not reach it',
  },
  'unlisted-value': {
    looks: [
      `Read the config of ${ORIGIN} for a value that is not among those which another setting lists as there or allowed`,
    ],
    repair:
      'Because a value is not among those that are listed as there, changed the setting to the nearest listed one',
    pattern: [
      'What a setting names has to be there: a value that is missing in such a list was mistyped or removed',
    ],
    appliesWhen: 'A service fails or crashes by itself',
    notWhen: 'Not when all values are among those that are listed as there',
  },
};
