import type { AcontextInfo, ModelInfo } from '#lib/protocol/model-info.ts';

interface Words {
  /** In the chip. */
  short: string;
  meaning: string;
  /** How to change it; environment variables in `backticks` stand apart in `variables`. */
  change: string;
  variables: string[];
}

const ACONTEXT: Record<AcontextInfo['kind'], Omit<Words, 'short'>> = {
  embedded: {
    meaning:
      'Sessions, tasks and skills live in the Acontext-compatible server inside this lab. Nothing leaves this machine.',
    change:
      'To use Acontext itself, set its key (and its address, when you host it yourself) and start again.',
    variables: ['ACONTEXT_API_KEY', 'ACONTEXT_BASE_URL'],
  },
  cloud: {
    meaning: 'Sessions, tasks and skills are stored and learnt from by Acontext’s cloud.',
    change: 'Unset the key to return to the embedded server, or set an address to use your own.',
    variables: ['ACONTEXT_API_KEY', 'ACONTEXT_BASE_URL'],
  },
  'self-hosted': {
    meaning: 'Sessions, tasks and skills are stored and learnt from by an Acontext server that you run.',
    change: 'Unset key and address to return to the embedded server.',
    variables: ['ACONTEXT_API_KEY', 'ACONTEXT_BASE_URL'],
  },
};

export function acontextWords({ kind, host }: AcontextInfo): Words {
  return {
    short: kind,
    ...ACONTEXT[kind],
    meaning: ACONTEXT[kind].meaning + (host ? ` Host: ${host}.` : ''),
  };
}

export function modelWords({ kind, name, simulated, host }: ModelInfo): Words {
  const variables = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL'];
  if (kind === 'openai') {
    return {
      short: simulated ? `${name} (simulated)` : name,
      meaning: `The agent is answered by ${name}${host ? ` at ${host}` : ''}.`,
      change: 'Unset the key and the address to return to the offline model.',
      variables,
    };
  }
  return {
    short: 'offline (simulated)',
    meaning:
      'The agent is a deterministic program that reads what a language model would read and follows rules. It costs nothing and needs no network. Its figures are evidence about the lab, not about an LLM.',
    change: 'To use OpenAI or any server that speaks its protocol, set these and start again.',
    variables,
  };
}
