import { z } from 'zod';
import type { AcontextInfo } from '#lib/protocol/model-info.ts';
import type { CallTools } from './call.ts';
import { createCall, REAL_CALL_TOOLS } from './call.ts';
import type { Distillation } from './list-distillations.ts';
import { listDistillations } from './list-distillations.ts';
import type { LearningUsage } from '#lib/protocol/learning-usage.ts';
import type { LearningSpaces } from './learning-spaces.ts';
import { createLearningSpaces } from './learning-spaces.ts';
import { readUsage } from './read-usage.ts';
import type { Requester } from './requester.ts';
import { createHandlerRequester, createRemoteRequester } from './requester.ts';
import type { Sessions } from './sessions.ts';
import { createSessions } from './sessions.ts';
import type { Skills } from './skills.ts';
import { createSkills } from './skills.ts';

/** Where sessions and skills are kept. */
export type AcontextConfig =
  | {
      kind: 'embedded';
      /** The embedded server: called in process, without a socket. */
      handler: (request: Request) => Promise<Response>;
      apiKey?: string;
    }
  /** `baseUrl` with `/api/v1`; Acontext's cloud without it. */
  | { kind: 'remote'; apiKey: string; baseUrl?: string | undefined };

export interface AcontextClient {
  readonly info: AcontextInfo;
  readonly sessions: Sessions;
  readonly learningSpaces: LearningSpaces;
  readonly skills: Skills;
  /** Resolves when the server is there and takes the key; throws `acontext_unreachable` or `acontext_unauthorized`. */
  ping(): Promise<void>;
  /** Null where the server does not tell (Acontext's own API has no such route). */
  listDistillations(sessionId: string): Promise<Distillation[] | null>;
  /** What learning from the session took; null where the server does not tell. */
  readUsage(sessionId: string): Promise<LearningUsage | null>;
}

const CLOUD_URL = 'https://api.acontext.app/api/v1';
/** In process no host is asked; the path is that of the mounted route. */
const EMBEDDED_URL = 'http://embedded.invalid/acontext/api/v1';

/** The one client for Acontext's cloud, a self-hosted server and the embedded one. All its errors are LabErrors. */
export function createAcontextClient(
  config: AcontextConfig,
  overrides: Partial<CallTools> = {},
): AcontextClient {
  const tools = { ...REAL_CALL_TOOLS, ...overrides };
  const info = infoOf(config);
  const host = info.host === null ? 'The embedded Acontext' : `Acontext at ${info.host}`;
  const requester = requesterOf(config);
  const call = createCall(requester, host, tools);
  const sessions = createSessions(call);
  return {
    info,
    sessions,
    learningSpaces: createLearningSpaces(call, tools, sessions),
    skills: createSkills(call, requester, host),

    async ping() {
      await call('GET', '/ping', { schema: z.unknown(), doing: 'answer a ping', repeatable: true });
    },

    listDistillations: (sessionId) => listDistillations(call, sessionId),
    readUsage: (sessionId) => readUsage(call, sessionId),
  };
}

function requesterOf(config: AcontextConfig): Requester {
  if (config.kind === 'remote') {
    return createRemoteRequester({ apiKey: config.apiKey, baseUrl: config.baseUrl ?? CLOUD_URL });
  }
  const { handler, apiKey = 'sk-ac-embedded' } = config;
  return createHandlerRequester({ handler, apiKey, baseUrl: EMBEDDED_URL });
}

function infoOf(config: AcontextConfig): AcontextInfo {
  if (config.kind === 'embedded') return { kind: 'embedded', host: null };
  const { host } = new URL(config.baseUrl ?? CLOUD_URL);
  return { kind: host === new URL(CLOUD_URL).host ? 'cloud' : 'self-hosted', host };
}
