import { argText } from '../transcript/tool-uses.ts';

/** A world of a test's own: enough cause and effect for the agent, and none of the bank's names or numbers. */
export interface TinyWorldOptions {
  front?: string;
  upstream?: string;
  herring?: string;
  calm?: string;
  /** The setting that decides; its value as the config shows it. */
  limitKey?: string;
  limit?: string | number;
  limitMs?: number;
  tailMs?: number;
  /** `early`: requests are refused at once because the route's port is wrong; the limit has nothing to do with it. */
  fault?: 'limit' | 'early' | 'none';
  toMs?: (value: string) => number;
}

interface Setup extends Required<TinyWorldOptions> {
  config: Record<string, unknown>;
}

const LISTENS = 7070;
const WRONG = 7171;

export interface TinyWorld {
  request: string;
  call(name: string, args: Record<string, unknown>): string;
  isFixed(): boolean;
  config(): Record<string, unknown>;
}

const stamp = (second: number) =>
  `2031-05-02T08:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}Z`;

export function tinyWorld(options: TinyWorldOptions = {}): TinyWorld {
  const base: Required<TinyWorldOptions> = {
    front: 'harbour-gateway',
    upstream: 'ledger-core',
    herring: 'pigeon-mailer',
    calm: 'session-keeper',
    limitKey: 'upstream_timeout_ms',
    limit: 1600,
    limitMs: 1600,
    tailMs: 1450,
    fault: 'limit',
    toMs: Number,
    ...options,
  };
  const port = base.fault === 'early' ? WRONG : LISTENS;
  const setup: Setup = {
    ...base,
    config: {
      connect_timeout_ms: 250,
      [base.limitKey]: base.limit,
      idle_timeout_s: 60,
      max_retries: 2,
      worker_threads: 16,
      'route.ledger': `http://${base.upstream}:${port}`,
    },
  };
  const { front, upstream, herring, calm } = setup;
  let stored = { ...setup.config };
  let loaded = { ...setup.config };
  let version = 4;
  let loadedVersion = 4;

  const limitNow = () => setup.toMs(String(loaded[setup.limitKey]));
  const fixed = () => {
    if (setup.fault === 'none') return true;
    return setup.fault === 'limit'
      ? limitNow() >= setup.tailMs * 1.25
      : loaded['route.ledger'] === `http://${upstream}:${LISTENS}`;
  };

  const status = (service: string): string => {
    const broken = service === front && !fixed();
    const rows: Record<string, string[]> = {
      [front]: [
        `status: ${broken ? 'unhealthy' : 'healthy'}`,
        `error_rate: ${broken ? 28.4 : 0} %`,
        'latency_p99: 48 ms',
        `config: version ${version} stored, version ${loadedVersion} loaded`,
        `depends_on: ${calm}, ${herring}, ${upstream}`,
      ],
      [upstream]: [
        'status: healthy',
        'error_rate: 0 %',
        `latency_p99: ${setup.fault === 'early' ? 60 : setup.tailMs} ms`,
      ],
      [herring]: ['status: degraded', 'error_rate: 4.2 %', 'latency_p99: 310 ms'],
      [calm]: ['status: healthy', 'error_rate: 0 %', 'latency_p99: 12 ms'],
    };
    return [service, ...(rows[service] ?? []).map((row) => `  ${row}`)].join('\n');
  };

  const frontLines = (): string[] => {
    const shared = [
      `WARN health check of ${herring} failed: 421 from its relay`,
      'INFO access log rotated',
      `INFO health check of ${calm} passed`,
    ];
    if (fixed()) return shared.slice(1);
    return setup.fault === 'early'
      ? [
          `ERROR GET /ledger/17 502 connect to ${upstream}:${WRONG} failed: connection refused after 2 ms`,
          ...shared,
        ]
      : [
          `ERROR GET /ledger/17 502 upstream timed out`,
          `WARN upstream ${upstream} responded slowly: ${Math.round(setup.tailMs * 1.05)} ms`,
          ...shared,
        ];
  };

  const logs = (service: string): string => {
    const lines: Record<string, string[]> = {
      [front]: frontLines(),
      [upstream]:
        setup.fault === 'early'
          ? [`INFO listening on port ${LISTENS}`, 'INFO compaction done']
          : [`WARN request GET /ledger/17 took ${Math.round(setup.tailMs * 1.1)} ms`, 'INFO compaction done'],
      [herring]: ['ERROR relay refused the message: mailbox busy', 'INFO 12 messages wait'],
      [calm]: ['INFO ready'],
    };
    const own = lines[service] ?? [];
    return [
      `${service}: last ${own.length} of ${own.length} lines, newest first`,
      ...own.map((line, index) => `${stamp(600 - index * 7)} ${line}`),
    ].join('\n');
  };

  const update = (service: string, key: string, value: string): string => {
    if (service !== front) return `No config for '${service}'.`;
    if (!(key in stored))
      return `Unknown key '${key}' for ${front}. Keys: ${Object.keys(stored).join(', ')}.`;
    const was = stored[key];
    stored = { ...stored, [key]: typeof was === 'number' ? Number(value) : value };
    version += 1;
    return `Updated ${front} config: ${key} = ${value} (was ${String(was)}). Stored as version ${version}; it takes effect after a restart.`;
  };

  const call = (name: string, args: Record<string, unknown>): string => {
    const service = argText(args, 'service_name');
    const services = [front, upstream, herring, calm];
    if (!services.includes(service)) return `Unknown service '${service}'. Services: ${services.join(', ')}.`;
    if (name === 'check_service_status') return status(service);
    if (name === 'check_logs') return logs(service);
    if (name === 'read_config')
      return service === front ? JSON.stringify(stored, null, 2) : `No config for '${service}'.`;
    if (name === 'update_config') return update(service, argText(args, 'key'), argText(args, 'value'));
    if (name === 'restart_service') {
      if (service === front) {
        loaded = { ...stored };
        loadedVersion = version;
      }
      return `Restarted ${service}: it loaded config version ${loadedVersion}. The restart took 90 s.`;
    }
    return `Unknown tool: ${name}.`;
  };
  return {
    request: `Our ${front} answers 502 on /ledger/* routes, about 28 % of the requests fail. Diagnose and fix it.`,
    call,
    isFixed: fixed,
    config: () => loaded,
  };
}
