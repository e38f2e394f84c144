import { oncePer } from '#lib/utils/once-per.ts';
import { argText, type ToolUse } from '../transcript/tool-uses.ts';
import { parseConfig, type Setting } from './parse-config.ts';
import { type LogLine, parseLogs } from './parse-logs.ts';
import { parseStatus, type StatusReport } from './parse-status.ts';
import {
  isUnknownService,
  parseWrite,
  restartWorked,
  servicesListed,
  type WriteResult,
} from './parse-write.ts';

export const TOOL = {
  status: 'check_service_status',
  logs: 'check_logs',
  config: 'read_config',
  update: 'update_config',
  restart: 'restart_service',
} as const;

/** What was learned about one service, in the order in which it was learned. */
export interface ServiceFacts {
  name: string;
  statuses: { at: number; report: StatusReport }[];
  /** Distinct lines of all looks at the log, newest first; null before the first look. */
  log: LogLine[] | null;
  /** Latest settings; null when they were never shown. */
  settings: Setting[] | null;
  configRead: boolean;
}

export interface Write {
  at: number;
  service: string;
  key: string;
  value: string;
  result: WriteResult;
}

/** Everything that a run of calls showed. A fold over the calls, nothing else. */
export interface Facts {
  services: ReadonlyMap<string, ServiceFacts>;
  /** Names that some answer gave. */
  known: readonly string[];
  /** An answer listed all services. */
  listed: boolean;
  /** Names that were tried and do not exist. */
  unknown: readonly string[];
  writes: readonly Write[];
  restarts: readonly { at: number; service: string }[];
  uses: readonly ToolUse[];
}

const byTime = (a: LogLine, b: LogLine): number => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0);

function merge(old: readonly LogLine[], fresh: readonly LogLine[]): LogLine[] {
  const seen = new Set(old.map(({ time, text }) => `${time} ${text}`));
  return [...fresh.filter(({ time, text }) => !seen.has(`${time} ${text}`)), ...old].toSorted(byTime);
}

const hostsIn = (settings: readonly Setting[]): string[] =>
  settings.flatMap(({ raw }) => {
    const host = typeof raw === 'string' ? /^\w+:\/\/([\w.-]+)/.exec(raw)?.[1] : undefined;
    return host !== undefined && /^[a-z][\w]*(?:-[\w]+)*$/i.test(host) && host !== 'localhost' ? [host] : [];
  });

/** Reads all calls and their answers. */
export function factsOf(uses: readonly ToolUse[]): Facts {
  const services = new Map<string, ServiceFacts>();
  const known = new Set<string>();
  const unknown = new Set<string>();
  let listed = false;
  const writes: Write[] = [];
  const restarts: { at: number; service: string }[] = [];
  const of = (name: string): ServiceFacts => {
    const found = services.get(name) ?? { name, statuses: [], log: null, settings: null, configRead: false };
    services.set(name, found);
    return found;
  };

  for (const { index: at, name, args, result } of uses) {
    const service = argText(args, 'service_name');
    if (result === null || service === '') continue;
    if (isUnknownService(result)) {
      unknown.add(service);
      for (const other of servicesListed(result)) {
        known.add(other);
        listed = true;
      }
      continue;
    }
    known.add(service);
    if (name === TOOL.status) {
      const report = parseStatus(result);
      if (report) of(service).statuses.push({ at, report });
      for (const dependency of report?.dependsOn ?? []) known.add(dependency);
    } else if (name === TOOL.logs) {
      of(service).log = merge(of(service).log ?? [], parseLogs(result));
    } else if (name === TOOL.config) {
      const settings = parseConfig(result);
      of(service).configRead = true;
      if (settings) of(service).settings = settings;
      for (const host of hostsIn(settings ?? [])) known.add(host);
    } else if (name === TOOL.update) {
      const [key, value] = [argText(args, 'key'), argText(args, 'value')];
      writes.push({ at, service, key, value, result: parseWrite(result, value) });
    } else if (name === TOOL.restart && restartWorked(result)) {
      restarts.push({ at, service });
    }
  }
  return { services, known: [...known], listed, unknown: [...unknown], writes, restarts, uses };
}

export const serviceOf = (facts: Facts, name: string): ServiceFacts | undefined => facts.services.get(name);

export const latestStatus = (facts: Facts, name: string): StatusReport | undefined =>
  facts.services.get(name)?.statuses.at(-1)?.report;

/** Places in a sentence in which a hyphenated word, or one after "upstream", is a service and not just a compound. */
const NAMED_IN_PASSING =
  /\b(?:upstream|service|backend|dependency|of|to|from|by|for|on) ([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\b|\bupstream ([a-z][\w-]*)(?= (?:did|does|responded|timed|failed|returned|answered|is|was)\b)|\b([a-z][\w-]*)(?= (?:did not|didn't) (?:respond|answer|reply)| refused the connection)|\b([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?= (?:responded|timed out|failed|returned|answered|is slow)|:\d)/gi;
/** Words that stand in those places without being a name. */
const NO_NAME =
  /^(?:upstream|service|server|backend|request|client|connection|query|attempt|it|that|which|peer|host)$/i;

const inPassing = (text: string): string[] =>
  [...text.matchAll(NAMED_IN_PASSING)].flatMap((match) => {
    const name = match.slice(1).find((group) => group !== undefined);
    return name === undefined || NO_NAME.test(name) ? [] : [name];
  });

/** Every rule asks which services a line names. */
const wordsOf = oncePer(({ text }: LogLine) => new Set(text.toLowerCase().match(/[a-z][\w]*(?:-[\w]+)*/g)));

/** The services that a log line names, other than the one that wrote it. */
export function namesIn(facts: Facts, line: LogLine, writer: string): string[] {
  const words = wordsOf(line);
  const listed = facts.known.filter((name) => name !== writer && words.has(name.toLowerCase()));
  // As long as nobody has listed all services, names are taken as a reader would.
  const others =
    facts.listed || (facts.services.get(writer)?.statuses.length ?? 0) > 0 ? [] : inPassing(line.text);
  return [...new Set([...listed, ...others])].filter(
    (name) => name !== writer && !facts.unknown.includes(name),
  );
}

/** The services that this one is known to call: what it says it depends on, and what its settings point at. */
export function dependenciesOf(facts: Facts, name: string): string[] {
  const service = facts.services.get(name);
  const stated = service?.statuses.at(-1)?.report.dependsOn ?? [];
  return [...new Set([...stated, ...hostsIn(service?.settings ?? [])])].filter((other) => other !== name);
}
