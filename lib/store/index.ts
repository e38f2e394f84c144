export { openStore } from './open-store.ts';
export type { StoreDependencies } from './open-store.ts';
export type {
  EventStore,
  NewSkillVersion,
  Remote,
  RemoteKind,
  RemoteStore,
  RunStore,
  SkillVersionStore,
  Store,
  StoreConfig,
  Story,
  StoryStore,
} from './store.ts';
export type { StoreTables } from './store-tables.ts';
