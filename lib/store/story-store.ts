import type { Selectable } from 'kysely';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Clock } from '#lib/protocol/ports.ts';
import type { Database } from './database.ts';
import type { StoreTables } from './store-tables.ts';
import type { Story, StoryStore } from './store.ts';

export function createStoryStore({ kysely, write }: Database, clock: Clock): StoryStore {
  return {
    current: async () => {
      const row = await kysely
        .selectFrom('stories')
        .selectAll()
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toStory(row) : null;
    },
    list: async () => {
      const rows = await kysely.selectFrom('stories').selectAll().orderBy('number', 'desc').execute();
      return rows.map(toStory);
    },
    create: async (storyId, server) => {
      const createdAt = new Date(clock.now()).toISOString();
      await write((tx) =>
        tx
          .insertInto('stories')
          .values({ story_id: storyId, space_id: null, created_at: createdAt, server: server ?? null })
          .execute(),
      );
      return { storyId, spaceId: null, createdAt, server: server ?? null };
    },
    setSpace: async (storyId, spaceId) => {
      const winner = await write(async (tx) => {
        await tx
          .updateTable('stories')
          .set({ space_id: spaceId })
          .where('story_id', '=', storyId)
          .where('space_id', 'is', null)
          .execute();
        return tx.selectFrom('stories').select('space_id').where('story_id', '=', storyId).executeTakeFirst();
      });
      if (winner?.space_id) return winner.space_id;
      throw new LabError({ code: 'not_found', message: `There is no story ${storyId}.` });
    },
  };
}

function toStory(row: Selectable<StoreTables['stories']>): Story {
  return { storyId: row.story_id, spaceId: row.space_id, createdAt: row.created_at, server: row.server };
}
