import type { Client } from './client.ts';
import { inTurn, timesOf, type Figures } from './measure.ts';

export const SIZES = [10, 1000, 10_000] as const;
export const CLIENTS = [1, 8, 64] as const;
/** In this order: the short sessions do not stay short. */
export const OPERATIONS = ['getMessages', 'storeMessage'] as const;

export interface TrafficRow extends Figures {
  operation: (typeof OPERATIONS)[number];
  clients: number;
  size: number;
}

const PAGE = 10;
const content = 'It answers 502 again; the upstream takes 8 seconds. '.repeat(5);

const CALLS = {
  storeMessage: (client: Client, session: string) =>
    client('POST', `/session/${session}/messages`, { blob: { role: 'user', content } }),
  getMessages: (client: Client, session: string) =>
    client('GET', `/session/${session}/messages?limit=${PAGE}&time_desc=true`),
};

const ROUNDS = 8;

/** Every combination; the clients share the sessions of a size evenly. `calls` for each. */
export async function measureTraffic(
  client: Client,
  sessions: ReadonlyMap<number, readonly string[]>,
  calls: number,
): Promise<TrafficRow[]> {
  const rows: TrafficRow[] = [];
  for (const operation of OPERATIONS) {
    for (const clients of CLIENTS) {
      const total = Math.max(clients, Math.ceil(calls / ROUNDS));
      const figures = await inTurn(SIZES, ROUNDS, (size) => {
        const ids = sessions.get(size) ?? [];
        return timesOf({ clients, total }, (index) =>
          CALLS[operation](client, ids[index % ids.length] ?? ''),
        );
      });
      for (const [size, found] of figures) rows.push({ operation, clients, size, ...found });
    }
  }
  return rows;
}
