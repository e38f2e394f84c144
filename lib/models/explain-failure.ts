import type { ErrorCode } from '#lib/protocol/lab-error.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Failure, FailureKind } from './classify-failure.ts';

/** Who was asked. */
export interface Server {
  host: string;
  model: string;
  /** Never to be seen in a message. */
  apiKey: string;
}

interface Explanation {
  code: ErrorCode;
  /** Trying again may help. */
  retry: boolean;
  /** For the reader who waits. */
  notice: string;
  message: (server: Server, failure: Failure, detail: string) => string;
  hint: string;
}

const http = ({ status }: Failure) => (status === null ? '' : ` (HTTP ${status})`);

export const FAILURES: Record<FailureKind, Explanation> = {
  unauthorized: {
    code: 'model_unauthorized',
    retry: false,
    notice: 'not authorised',
    message: ({ host, model }, failure) => `${host} refused the key for model ${model}${http(failure)}.`,
    hint: 'Check OPENAI_API_KEY (and OPENAI_BASE_URL, when it belongs to another server), then restart the lab.',
  },
  not_found: {
    code: 'model_failed',
    retry: false,
    notice: 'not found',
    message: ({ host, model }, failure, detail) =>
      `${host} does not know model ${model} or this route${http(failure)}: ${detail}`,
    hint: 'Check OPENAI_MODEL, and that OPENAI_BASE_URL ends where /chat/completions follows (often in /v1).',
  },
  rejected: {
    code: 'model_failed',
    retry: false,
    notice: 'refused',
    message: ({ host }, failure, detail) => `${host} refused the request${http(failure)}: ${detail}`,
    hint: 'Choose a model that can call tools and whose context is large enough (OPENAI_MODEL), then run again.',
  },
  quota: {
    code: 'model_rate_limited',
    retry: false,
    notice: 'out of quota',
    message: ({ host }, failure) => `The account at ${host} has no quota left${http(failure)}.`,
    hint: 'Add credit or raise the limit of the account that OPENAI_API_KEY belongs to, then run again.',
  },
  rate_limited: {
    code: 'model_rate_limited',
    retry: true,
    notice: 'rate limited',
    message: ({ host, model }) => `${host} kept limiting the rate of requests to model ${model}.`,
    hint: 'Wait a minute and run again, run less at once, or raise the rate limit of the OPENAI_API_KEY account.',
  },
  server: {
    code: 'model_failed',
    retry: true,
    notice: 'server error',
    message: ({ host }, failure, detail) => `${host} kept failing${http(failure)}: ${detail}`,
    hint: 'Run again later, or point OPENAI_BASE_URL and OPENAI_MODEL to another model.',
  },
  unreachable: {
    code: 'model_unreachable',
    retry: true,
    notice: 'no connection',
    message: ({ host }, _failure, detail) => `No connection to ${host}: ${detail}`,
    hint: 'Check OPENAI_BASE_URL and the network; without OPENAI_API_KEY the lab uses its offline model.',
  },
  timeout: {
    code: 'model_unreachable',
    retry: true,
    notice: 'no answer in time',
    message: ({ host, model }) => `Model ${model} at ${host} did not answer in time.`,
    hint: 'Run again, or choose a faster model with OPENAI_MODEL.',
  },
  broken: {
    code: 'model_failed',
    retry: true,
    notice: 'the answer broke off',
    message: ({ host }, _failure, detail) =>
      `The answer of ${host} kept breaking off or was unreadable: ${detail}`,
    hint: 'Check that the server at OPENAI_BASE_URL speaks OpenAI chat completions with streaming.',
  },
};

export function explainFailure(failure: Failure, server: Server, cause: unknown): LabError {
  const { code, message, hint } = FAILURES[failure.kind];
  const detail = redact(failure.detail, server.apiKey).slice(0, 500);
  return new LabError(
    { code, message: message(server, failure, detail), hint },
    { cause: withoutSecrets(cause) },
  );
}

/** Servers quote what they were sent. */
function redact(text: string, apiKey: string): string {
  const known = apiKey.length >= 6 ? text.replaceAll(apiKey, '[key]') : text;
  return known.replaceAll(/\b(sk|key|pk)-[\w*.-]{6,}/g, '[key]').replaceAll(/Bearer\s+\S+/gi, 'Bearer [key]');
}

/** The name of what was thrown, without its text and headers: a cause is printed by loggers in full. */
function withoutSecrets(cause: unknown): Error | undefined {
  return cause instanceof Error ? new Error(cause.constructor.name) : undefined;
}
