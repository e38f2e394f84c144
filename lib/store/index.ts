export { openStore } from './open-store.ts';
export type { StoreDependencies } from './open-store.ts';
export type {
  EventStore,
  NewRemote,
  NewSkillVersion,
  Remote,
  RemoteKind,
  RemotePlace,
  RemoteStore,
  RunStore,
  ScenarioStore,
  ScenarioVersion,
  SkillVersionStore,
  Store,
  StoreConfig,
  Story,
  StoryStore,
} from './store.ts';
export type { StoreTables } from './store-tables.ts';
