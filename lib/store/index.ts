export { openStore } from './open-store.ts';
export type { StoreDependencies } from './open-store.ts';
export type { DecisionStore, WriteBackStore } from './decision-store.ts';
export type { DigestStore } from './digest-store.ts';
export type { ExperimentChange, ExperimentStore, StoredExperiment } from './experiment-store-port.ts';
export type {
  EventStore,
  NewRemote,
  NewSkillVersion,
  RecordedEvent,
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
