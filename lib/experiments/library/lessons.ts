import type { Lesson } from './lesson.ts';

/**
 * What an experienced engineer would note per family, in general words: the reference arm is given the lesson of the
 * family that is tested, a placebo those of others. No service names and no numbers of any incident.
 */
export const LESSONS: readonly Lesson[] = [
  {
    family: 'upstream-timeout',
    file: 'time-limits.md',
    title: 'Requests fail at the moment a caller stops waiting',
    principle:
      'A caller has to wait longer than the slow answers of what it calls. The called service reports healthy, since it does answer; only the limit of the caller against the slow answers of the other shows the fault.',
    when: 'Requests fail with 5xx, the failing service logs timeouts towards one upstream, and the failures last as long as its limit.',
    unless:
      'Not when connections are refused or the host is unknown (an address), nor when failures come at once (a limit on the number of requests).',
    steps: [
      'Read the log of the service that returns the errors and note which upstream it waits for.',
      'Check the status of that upstream and note its p99 latency.',
      'Read the config of the waiting service and find its timeout towards that upstream.',
      'If the timeout is not clearly above the p99 latency, raise it to at least twice that latency.',
      'Restart the waiting service if the setting counts only after a restart.',
      'Check its status: the error rate has to fall.',
    ],
    background: [
      'Time limits along a path should grow towards the user, so that the inner call gives up first.',
      'A limit that is far too long hides a hanging upstream and holds connections meanwhile.',
      'Averages hide this fault; the slowest hundredth of the answers shows it.',
    ],
  },
  {
    family: 'db-pool',
    file: 'connection-pools.md',
    title: 'Callers queue for a connection that nobody has free',
    principle:
      'A pool has to hold as many connections as requests per second times the time that each holds one. When it is smaller, requests wait for a connection and fail although the database is idle.',
    when: 'A service logs that it got no connection in time, its pool is full and requests wait, while the database itself has capacity left.',
    unless:
      'Not when the database refuses connections because its own limit is reached: a larger pool would make that worse.',
    steps: [
      'Check the status of the failing service for its pool: connections in use and requests that wait.',
      'Check the status of the database for its connections and its limit.',
      'Read the config of the failing service and find the size of the pool.',
      'Raise the pool to the demand with some room, and keep the sum of all pools below the limit of the database.',
      'Restart the service if the size counts only after a restart.',
      'Check its status: nobody waits any more and the errors are gone.',
    ],
    background: [
      'Demand for connections follows the law of Little: arrival rate times holding time.',
      'Pools that open all connections at once can exhaust a database at the start of a service.',
      'A transaction that stays open while the service waits for something else holds its connection for nothing.',
    ],
  },
  {
    family: 'disk-full',
    file: 'volumes.md',
    title: 'Writes fail because a volume is full',
    principle:
      'What is written without an end fills any volume. The cure is to write less or to keep less, in the service that owns the growth, not where the failure shows.',
    when: 'Writes fail with an error about space, and a volume is at or near its capacity.',
    unless: 'Not when the volume has room and the writes are refused for lack of rights.',
    steps: [
      'Check the status of the failing service and of the others on its volume for who keeps how much.',
      'Read the log of the service that owns the growth.',
      'Read its config for what decides how much is written and how long it is kept.',
      'Lower the level of detail or the time that data are kept to what is usual; leave what is kept for audits.',
      'Restart the service if the setting counts only after a restart.',
      'Check the volume: it has to become emptier, and the writes succeed.',
    ],
    background: [
      'Detailed logging that was turned on for a search is often forgotten afterwards.',
      'A volume that several services share fails for all of them, whoever fills it.',
      'Room that is gained by deleting by hand is gone again soon when the cause stays.',
    ],
  },
  {
    family: 'memory-limit',
    file: 'memory.md',
    title: 'A process is killed when it reaches its memory limit',
    principle:
      'What a process may use has to exceed what it needs: the base, plus what each unit of work takes times how many there are, plus what its caches may grow to.',
    when: 'A service restarts again and again, its last exit is a kill for memory, and its memory climbs to the limit before.',
    unless: 'Not when it exits with an error of its own: then its log and its settings say why.',
    steps: [
      'Check the status of the restarting service for its last exit and its memory against the limit.',
      'Read its log from just before a restart.',
      'Read its config for the limit and for what takes memory: workers, buffers, cache entries.',
      'Bound what grows without bound, or raise the limit to what the settings add up to, within what its machine has.',
      'Restart the service.',
      'Check its status over some time: memory levels off and the restarts stop.',
    ],
    background: [
      'A restart clears the memory and so looks like a cure for a while.',
      'The limit of a container and the size that a runtime assumes are two settings that must agree.',
      'Machines that host several services run out even when each stays within its own limit.',
    ],
  },
  {
    family: 'queue-lag',
    file: 'queues.md',
    title: 'A queue grows because its consumers are too slow',
    principle:
      'A queue drains only while its consumers together take more per second than comes in. More consumers help until something that they all use is the limit.',
    when: 'The lag of a queue grows, messages are worked off without errors, and more comes in than goes out.',
    unless:
      'Not when one message is tried again and again and holds up the rest: then it has to be set aside.',
    steps: [
      'Check the status of the consumer for the rates in and out and for the lag.',
      'Read its log for slow or repeated messages.',
      'Read its config for the number of consumers, how many messages each takes at once, and redeliveries.',
      'Raise the number of consumers so that the rate out exceeds the rate in with room to catch up.',
      'Restart the consumer if the setting counts only after a restart.',
      'Check the lag over some time: it has to fall.',
    ],
    background: [
      'Time to drain is the lag divided by what the rate out exceeds the rate in.',
      'A producer that retries puts the same work into the queue more than once.',
      'Lag that comes with a daily peak and goes by itself is no incident.',
    ],
  },
  {
    family: 'credential',
    file: 'credentials.md',
    title: 'A service still uses a credential that was replaced',
    principle:
      'A rotated secret counts for a process only once the process has loaded it. Until then the store shows the new one and the process presents the old one.',
    when: 'Requests to one dependency are denied since a rotation, and what is stored differs from what the process has loaded.',
    unless:
      'Not when the stored credential itself is refused, or when the network does not reach the dependency at all.',
    steps: [
      'Read the log of the failing service for who denies it and since when.',
      'Check the status of both sides for the versions of the credential in use.',
      'Read the config of the failing service and compare the stored version with the loaded one.',
      'If the stored version is the right one, restart the service so that it loads it; otherwise set the right version first.',
      'Check its status: the denials stop.',
    ],
    background: [
      'Rotations keep two versions valid for a while, so that nobody has to restart at the same moment.',
      'Certificates fail by date, and a wrong clock makes a valid one look expired.',
      'Secrets are compared by version; their text belongs in no log.',
    ],
  },
];
