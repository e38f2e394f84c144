import { createKeys, type Keys, type LearningTables } from '#lib/learning/index.ts';
import type { Clock } from '#lib/protocol/ports.ts';
import type { Store } from '#lib/store/index.ts';

/** Projects and keys of the embedded Acontext in the lab's database: the dashboard's and the command's. */
export function openKeys(store: Pick<Store, 'kysely'>, clock: Clock): Keys {
  return createKeys(learningTables(store), clock);
}

/** The embedded Acontext's part of the lab's database. */
export const learningTables = ({ kysely }: Pick<Store, 'kysely'>) =>
  kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>();
