import type { Database } from './database.ts';

/** What each analysed experiment comes to for views over many of them, made once: its rows do not change any more. */
export interface DigestStore {
  /** Of every experiment that has an analysis, oldest first; `json` is null where it has yet to be made from these rows. */
  list(): Promise<{ experimentId: string; rowsHash: string; json: string | null }[]>;
  /** Keeps it unless the rows have changed meanwhile. */
  save(experimentId: string, rowsHash: string, json: string): Promise<void>;
}

/** The hash stands in front, so that a digest of other rows is seen without parsing it. */
const SEPARATOR = '\n';

export function createDigestStore({ kysely, write }: Database): DigestStore {
  return {
    list: async () => {
      const rows = await kysely
        .selectFrom('experiments')
        .select(['experiment_id', 'rows_hash', 'digest'])
        .where('rows_hash', 'is not', null)
        .orderBy('number')
        .execute();
      return rows.flatMap(({ experiment_id: experimentId, rows_hash: rowsHash, digest }) => {
        if (rowsHash === null) return [];
        const head = `${rowsHash}${SEPARATOR}`;
        return [
          { experimentId, rowsHash, json: digest?.startsWith(head) ? digest.slice(head.length) : null },
        ];
      });
    },
    save: async (experimentId, rowsHash, json) => {
      await write((tx) =>
        tx
          .updateTable('experiments')
          .set({ digest: `${rowsHash}${SEPARATOR}${json}` })
          .where('experiment_id', '=', experimentId)
          .where('rows_hash', '=', rowsHash)
          .execute(),
      );
    },
  };
}
