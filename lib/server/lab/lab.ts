import 'server-only';
import type { AcontextClient } from '#lib/acontext/index.ts';
import type { Keys } from '#lib/learning/index.ts';
import type { AcontextInfo, ModelInfo } from '#lib/protocol/model-info.ts';
import type { ChatModel, Clock, Engine } from '#lib/protocol/ports.ts';
import type { RemotePlace, Store } from '#lib/store/index.ts';
import type { Cancellations } from './cancellations.ts';
import type { DeltaBus } from './delta-bus.ts';
import type { ExperimentWork } from '../experiments/experiment-work.ts';
import type { LabConfig } from './parse-env.ts';
import type { Turns } from './turns.ts';
import type { ValidityRunner } from '../scenarios/validity-runner.ts';

/** One handler that speaks a wire protocol; in process it is called without a socket, and routes mount it. */
export type Handler = (request: Request) => Promise<Response>;

export interface EmbeddedAcontext {
  handle: Handler;
  /** Its projects and who may use them. */
  keys: Keys;
  /** The model that runs its pipeline. */
  modelInfo: ModelInfo;
  stop: () => Promise<void>;
}

/** The whole system, put together (open-lab.ts). Use-cases take it as their first argument. */
export interface Lab {
  readonly config: LabConfig;
  readonly store: Store;
  readonly engine: Engine;
  readonly model: ChatModel;
  readonly acontext: AcontextClient;
  readonly acontextInfo: AcontextInfo;
  /** Where what the lab creates in Acontext now is. */
  readonly place: RemotePlace;
  /** The embedded Acontext and its model; null when Acontext is remote. */
  readonly embedded: EmbeddedAcontext | null;
  readonly offlineModel: Handler;
  readonly deltas: DeltaBus;
  readonly cancellations: Cancellations;
  readonly clock: Clock;
  /** When this process opened it. */
  readonly openedAt: number;
  /** What this process does on experiments now. */
  readonly experimentWork: ExperimentWork;
  /** Serialises what reads and then changes the current story. */
  readonly storyTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Serialises clean-ups: two at once would remove the same things. */
  readonly cleanUpTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Serialises what happens in one played run. */
  readonly playTurns: Turns;
  /** Serialises what writes content back into the space of one skill. */
  readonly writeBackTurns: Turns;
  /** The suite at work on scenarios, one at a time. */
  readonly validity: ValidityRunner;
  readonly newId: (prefix: string) => string;
  readonly sleep: (ms: number) => Promise<void>;
  /** Hears of failures that nobody waits for. */
  readonly onError: (error: unknown) => void;
  readonly close: () => Promise<void>;
}
