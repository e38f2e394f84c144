import 'server-only';
import { join } from 'node:path';
import { createAcontextClient } from '#lib/acontext/index.ts';
import { createEngine, type EngineConfig } from '#lib/engine/index.ts';
import { createChatModel, createOfflineModel } from '#lib/models/index.ts';
import type { Clock } from '#lib/protocol/ports.ts';
import { openStore } from '#lib/store/index.ts';
import { createId } from '#lib/utils/create-id.ts';
import { oneAtATime } from '#lib/utils/one-at-a-time.ts';
import { beginWork } from './begin-work.ts';
import { Cancellations } from './cancellations.ts';
import { DeltaBus } from './delta-bus.ts';
import { ExperimentWork } from '../experiments/experiment-work.ts';
import type { Lab } from './lab.ts';
import { logError } from '../http/log-error.ts';
import { openEmbeddedAcontext } from './open-embedded-acontext.ts';
import type { LabConfig } from './parse-env.ts';
import { Turns } from './turns.ts';
import { ValidityRunner } from '../scenarios/validity-runner.ts';
import { remotePlace } from '../acontext/remote-place.ts';

/** Workflows of one kind that one process works on at the same time. */
const CONCURRENCY = 8;

/**
 * Puts the system together and sets it to work: runs that a crash interrupted go on by themselves. `atRest` leaves everything
 * as it stands, for a command that only wants to look or tidy: what is enqueued waits for the next start.
 */
export async function openLab(config: LabConfig, { atRest = false } = {}): Promise<Lab> {
  const clock: Clock = { now: () => Date.now() };
  const { databaseUrl: url, dataDir } = config;
  // The store first: its lock on the data folder keeps a second process away from the engines' files.
  const store = await openStore(url ? { kind: 'postgres', url } : { kind: 'sqlite', dataDir }, { clock });
  // Two pools: a run that waits for its learning must not take the place of the job that it waits for.
  const openEngine = (part: string) =>
    createEngine(engineConfig(config, part), { concurrency: CONCURRENCY, onError: logError });
  const engine = await openEngine('runs');
  const offlineModel = createOfflineModel();
  const offline = createChatModel({ kind: 'offline', handler: offlineModel });
  const model = config.openai
    ? createChatModel({
        ...config.openai,
        kind: 'openai',
        baseUrl: config.openai.baseUrl ?? undefined,
        prices: config.openai.prices ?? undefined,
      })
    : offline;
  const embedded = config.acontext
    ? null
    : await openEmbeddedAcontext({
        store,
        engine: await openEngine('acontext'),
        model: config.learningModel === 'openai' ? model : offline,
        apiKey: config.embeddedAcontextKey,
        clock,
        atRest,
      });
  const acontext = createAcontextClient(
    embedded
      ? { kind: 'embedded', handler: embedded.handle, apiKey: config.embeddedAcontextKey }
      : { kind: 'remote', apiKey: config.acontext?.apiKey ?? '', baseUrl: config.acontext?.baseUrl },
  );
  const validity = new ValidityRunner({ store, clock, onError: logError });
  const lab: Lab = {
    config,
    store,
    engine,
    model,
    acontext,
    acontextInfo: acontext.info,
    place: remotePlace(config.acontext),
    embedded,
    offlineModel,
    deltas: new DeltaBus(),
    cancellations: new Cancellations(),
    clock,
    openedAt: clock.now(),
    experimentWork: new ExperimentWork(),
    storyTurn: oneAtATime(),
    cleanUpTurn: oneAtATime(),
    playTurns: new Turns(),
    writeBackTurns: new Turns(),
    validity,
    newId: (prefix) => createId(prefix, { now: Date.now, random: Math.random }),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onError: logError,
    async close() {
      lab.experimentWork.close();
      await validity.close();
      await engine.stop();
      await embedded?.stop();
      await store.close();
    },
  };
  if (!atRest) await beginWork(lab);
  return lab;
}

function engineConfig({ databaseUrl, dataDir }: LabConfig, part: string): EngineConfig {
  return databaseUrl
    ? { kind: 'postgres', url: databaseUrl, schema: `lab_engine_${part}` }
    : { kind: 'sqlite', dataDir: join(dataDir, part) };
}
