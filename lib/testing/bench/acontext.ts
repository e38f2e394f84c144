import { availableParallelism, loadavg } from 'node:os';
import { clientInProcess, clientOverHttp } from './acontext/client.ts';
import { measureGrowth } from './acontext/growth.ts';
import { learnOnce } from './acontext/learning-time.ts';
import { inTurn } from './acontext/measure.ts';
import { placesOnPostgres, placesOnSqlite } from './acontext/new-places.ts';
import { openPlace } from './acontext/open-place.ts';
import type { Place } from './acontext/place.ts';
import { growthTable, trafficTable } from './acontext/print-tables.ts';
import { projectOf, seedSession, seedSpaces } from './acontext/seed.ts';
import { spawnServer } from './acontext/spawn-server.ts';
import { measureTraffic, SIZES } from './acontext/traffic.ts';
import { watchProcess, type Usage } from './acontext/watch-process.ts';

/**
 * What the embedded Acontext costs: messages in and out under load and in long sessions, learning without the model's
 * time, memory, and calls on a store that has grown. The real handler on the real store (SQLite with
 * synchronous=FULL), in this process and over HTTP to another. `--full` takes more samples, `--postgres` runs on
 * Postgres instead. The last line is the same as JSON.
 */
const isFull = process.argv.includes('--full');
const onPostgres = process.argv.includes('--postgres');
const places = onPostgres ? await placesOnPostgres() : placesOnSqlite();
/** `--part=local` (or http, growth) runs that part alone. */
const part = process.argv.find((text) => text.startsWith('--part='))?.slice('--part='.length);
const wanted = (name: string): boolean => part === undefined || part === name;
const CALLS = isFull ? 3000 : 400;
const ROUNDS = isFull ? 100 : 15;
const SESSIONS_PER_SIZE = 8;
const SMALL = { spaces: 10, skillsPerSpace: 10 };
const LARGE = { spaces: 1000, skillsPerSpace: 10 };

const usageLine = (before: Usage, after: Usage): string =>
  `  memory ${before.rss.toFixed(0)} → ${after.rss.toFixed(0)} MB; longest pause of the event loop ${after.longestPause.toFixed(0)} ms`;

async function seedSizes(place: Place): Promise<Map<number, string[]>> {
  const open = await openPlace(place);
  const project = await projectOf(open.kysely);
  const sessions = new Map<number, string[]>();
  for (const size of SIZES) {
    const ids: string[] = [];
    for (let index = 0; index < SESSIONS_PER_SIZE; index += 1) {
      ids.push(await seedSession(open.kysely, project, size));
    }
    sessions.set(size, ids);
  }
  await open.close();
  return sessions;
}

async function inProcess() {
  const place = await places.next();
  const sessions = await seedSizes(place);
  const open = await openPlace(place);
  const usage = watchProcess();
  const before = await usage();
  const rows = await measureTraffic(clientInProcess(open.handle), sessions, CALLS);
  const after = await usage();
  await open.close();
  console.log(`\nIn process\n${trafficTable(rows)}\n${usageLine(before, after)}`);
  return { rows, before, after };
}

async function overHttp() {
  const place = await places.next();
  const sessions = await seedSizes(place);
  const server = await spawnServer(place);
  const before = await server.usage();
  const rows = await measureTraffic(clientOverHttp(server.url), sessions, CALLS);
  const after = await server.usage();
  await server.close();
  console.log(
    `\nOver HTTP, server in a process of its own\n${trafficTable(rows)}\n${usageLine(before, after)}`,
  );
  return { rows, before, after };
}

async function openGrown(size: typeof SMALL) {
  const open = await openPlace(await places.next());
  await seedSpaces(open.kysely, await projectOf(open.kysely), size);
  const { spaces, skillsPerSpace } = size;
  return { ...open, client: clientInProcess(open.handle), spaces, skills: spaces * skillsPerSpace };
}

async function growth() {
  const small = await openGrown(SMALL);
  const large = await openGrown(LARGE);
  const rows = await measureGrowth(small, large, CALLS / 40);
  const learning = await inTurn([small, large], ROUNDS, async ({ client }) => [await learnOnce(client)]);
  const learned = [...learning.values()];
  await small.close();
  await large.close();
  console.log(
    `\n${small.spaces} spaces and ${small.skills} skills → ${large.spaces} and ${large.skills}\n${growthTable(rows)}`,
  );
  const words = learned.map(({ p50, p99 }) => `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`);
  console.log(`\nFlush → skill in the list of its space: ${words.join('; on the large store ')}`);
  return { rows, learned };
}

const load = loadavg()[0] ?? 0;
const conditions = {
  node: process.version,
  cores: availableParallelism(),
  store: onPostgres ? 'Postgres, fsync off' : 'SQLite, WAL, synchronous=FULL',
  calls: CALLS,
  sessionsPerSize: SESSIONS_PER_SIZE,
  load: Number(load.toFixed(2)),
};
console.log(
  `Embedded Acontext: ${Object.entries(conditions)
    .map((pair) => pair.join(' '))
    .join('; ')}`,
);
console.log('Times in ms. Ratios are to the session of 10 messages; getMessages reads the newest 10.');
async function measureParts() {
  try {
    return {
      local: wanted('local') && (await inProcess()),
      http: wanted('http') && (await overHttp()),
      growth: wanted('growth') && (await growth()),
    };
  } finally {
    await places.remove();
  }
}
const parts = await measureParts();
const loadAfter = Number((loadavg()[0] ?? 0).toFixed(2));
console.log(
  `Load of the machine before ${conditions.load}, after ${loadAfter} (this bench keeps up to two cores busy)`,
);
console.log(`JSON ${JSON.stringify({ conditions: { ...conditions, loadAfter }, ...parts })}`);
process.exit(0);
