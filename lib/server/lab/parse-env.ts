import { z } from 'zod';

/** The cloud's address, used when ACONTEXT_API_KEY is set without ACONTEXT_BASE_URL. */
const ACONTEXT_CLOUD = 'https://api.acontext.app/api/v1';
/** The embedded Acontext's key as long as the lab listens on loopback only. */
export const LOCAL_ACONTEXT_KEY = 'sk-ac-local';

const text = z.string().trim();
const url = text.refine(
  (value) => /^https?:\/\//.test(value) && URL.canParse(value),
  'must be a URL that begins with http:// or https://',
);
const price = text
  .refine(
    (value) => Number.isFinite(Number(value)) && Number(value) >= 0,
    'must be a number of US dollars per million tokens',
  )
  .transform(Number);

const envSchema = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: text
    .default('3000')
    .refine(
      (value) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535,
      'must be a port from 1 to 65535',
    )
    .transform(Number),
  LAB_DATA_DIR: text.default('.data'),
  DATABASE_URL: text
    .refine((value) => /^postgres(ql)?:\/\//.test(value), 'must begin with postgres://')
    .optional(),
  LAB_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  LAB_ALLOWED_HOSTS: text.default('').transform((value) => value.split(/[\s,]+/).filter(Boolean)),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL: text.optional(),
  OPENAI_PRICE_INPUT: price.optional(),
  OPENAI_PRICE_CACHED_INPUT: price.optional(),
  OPENAI_PRICE_OUTPUT: price.optional(),
  LEARNING_MODEL: z.enum(['offline', 'openai'], 'must be "offline" or "openai"').default('offline'),
  ACONTEXT_API_KEY: text.optional(),
  ACONTEXT_BASE_URL: url.optional(),
  EMBEDDED_ACONTEXT_KEY: text.startsWith('sk-ac-', 'must begin with sk-ac-').optional(),
  LEARNING_TIMEOUT_S: text
    .default('180')
    .refine(
      (value) => /^\d+$/.test(value) && Number(value) >= 5,
      'must be a whole number of seconds, at least 5',
    )
    .transform(Number),
});

/** Names of all variables that the lab reads, for the settings page and `.env.example`. */
export const ENV_NAMES = Object.keys(envSchema.shape);
export const SECRET_ENV_NAMES: ReadonlySet<string> = new Set([
  'OPENAI_API_KEY',
  'ACONTEXT_API_KEY',
  'EMBEDDED_ACONTEXT_KEY',
  'LAB_PASSWORD',
  'DATABASE_URL',
]);

export interface OpenAiConfig {
  apiKey: string;
  baseUrl: string | null;
  model: string;
  /** US dollars per million tokens. */
  prices: { inputPerMillion: number; cachedInputPerMillion: number; outputPerMillion: number } | null;
}

/** The configuration after checks; nothing else in the lab reads the environment. */
export interface LabConfig {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | null;
  password: string | null;
  allowedHosts: string[];
  /** null: the offline model. */
  openai: OpenAiConfig | null;
  learningModel: 'offline' | 'openai';
  /** null: the embedded Acontext. */
  acontext: { apiKey: string; baseUrl: string; kind: 'cloud' | 'self-hosted' } | null;
  embeddedAcontextKey: string;
  learningTimeoutMs: number;
}

export type ParsedEnv = { ok: true; config: LabConfig } | { ok: false; mistakes: string[] };

type Env = z.infer<typeof envSchema>;

/** Reads the environment; every mistake becomes one line that names the variable. An empty value counts as unset. */
export function parseEnv(env: Record<string, string | undefined>): ParsedEnv {
  const given = Object.fromEntries(
    ENV_NAMES.flatMap((name) => (env[name]?.trim() ? [[name, env[name]]] : [])),
  );
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      mistakes: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`),
    };
  }
  const mistakes = contradictions(parsed.data);
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, config: toConfig(parsed.data) };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');
}

function contradictions(env: Env): string[] {
  const mistakes: string[] = [];
  if (!isLoopback(env.HOST)) {
    if (!env.LAB_PASSWORD)
      mistakes.push(`LAB_PASSWORD is required when HOST (${env.HOST}) is not a loopback address`);
    if (!env.EMBEDDED_ACONTEXT_KEY && !env.ACONTEXT_API_KEY) {
      mistakes.push(`EMBEDDED_ACONTEXT_KEY is required when HOST (${env.HOST}) is not a loopback address`);
    }
  }
  if (env.OPENAI_BASE_URL && !env.OPENAI_MODEL)
    mistakes.push('OPENAI_MODEL is required together with OPENAI_BASE_URL');
  if (env.OPENAI_MODEL && !env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) {
    mistakes.push(
      'OPENAI_API_KEY (or OPENAI_BASE_URL for a server without keys) is required together with OPENAI_MODEL',
    );
  }
  if (env.LEARNING_MODEL === 'openai' && !env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) {
    mistakes.push('OPENAI_API_KEY or OPENAI_BASE_URL is required when LEARNING_MODEL is "openai"');
  }
  if (env.ACONTEXT_BASE_URL && !env.ACONTEXT_API_KEY) {
    mistakes.push('ACONTEXT_API_KEY is required together with ACONTEXT_BASE_URL');
  }
  if ((env.OPENAI_PRICE_INPUT === undefined) !== (env.OPENAI_PRICE_OUTPUT === undefined)) {
    mistakes.push('OPENAI_PRICE_INPUT and OPENAI_PRICE_OUTPUT belong together: set both or neither');
  }
  return mistakes;
}

function toConfig(env: Env): LabConfig {
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: env.LAB_DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    password: env.LAB_PASSWORD ?? null,
    allowedHosts: env.LAB_ALLOWED_HOSTS,
    openai: openAiConfig(env),
    learningModel: env.LEARNING_MODEL,
    acontext: acontextConfig(env),
    embeddedAcontextKey: env.EMBEDDED_ACONTEXT_KEY ?? LOCAL_ACONTEXT_KEY,
    learningTimeoutMs: env.LEARNING_TIMEOUT_S * 1000,
  };
}

function openAiConfig(env: Env): OpenAiConfig | null {
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) return null;
  const input = env.OPENAI_PRICE_INPUT;
  const output = env.OPENAI_PRICE_OUTPUT;
  return {
    // The package insists on a key; servers without keys ignore it.
    apiKey: env.OPENAI_API_KEY ?? 'none',
    baseUrl: env.OPENAI_BASE_URL ?? null,
    model: env.OPENAI_MODEL ?? 'gpt-4.1',
    prices:
      input === undefined || output === undefined
        ? null
        : {
            inputPerMillion: input,
            cachedInputPerMillion: env.OPENAI_PRICE_CACHED_INPUT ?? input,
            outputPerMillion: output,
          },
  };
}

function acontextConfig(env: Env): LabConfig['acontext'] {
  if (!env.ACONTEXT_API_KEY) return null;
  const baseUrl = env.ACONTEXT_BASE_URL ?? ACONTEXT_CLOUD;
  const kind = new URL(baseUrl).host === new URL(ACONTEXT_CLOUD).host ? 'cloud' : 'self-hosted';
  return { apiKey: env.ACONTEXT_API_KEY, baseUrl, kind };
}
