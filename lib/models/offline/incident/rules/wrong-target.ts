import { failedAfter, median } from '../demand.ts';
import { type Facts, latestStatus, namesIn, serviceOf, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import type { LogLine } from '../parse-logs.ts';
import type { Setting } from '../parse-config.ts';
import { isWell } from '../parse-status.ts';

/** Requests that fail within this time never reached anybody. */
const AT_ONCE_MS = 50;

/** The port on which a service says that it listens. */
function listensOn(service: ServiceFacts | undefined): number | null {
  const set = service?.settings?.find(({ key }) =>
    /(?:^|[._-])(?:listen_?|http_|bind_|server_)?port$/i.test(key),
  );
  if (set && typeof set.raw === 'number') return set.raw;
  const said = service?.log?.map(({ text }) => /listen\w*\b.{0,20}?[: ](\d{2,5})\b/i.exec(text)?.[1]);
  const port = said?.find((found) => found !== undefined);
  return port === undefined ? null : Number(port);
}

/** The host and, if it names one, the port that a setting points at. */
function targetOf({ raw, knobs }: Setting): { host: string; port: number | null } | null {
  if (typeof raw !== 'string') return null;
  const url = /^(?:\w+:\/\/)?([a-z][\w.-]*):(\d{2,5})\b/i.exec(raw);
  if (url) return { host: url[1] ?? '', port: Number(url[2]) };
  const bare = /^(?:\w+:\/\/)?([a-z][\w-]*(?:\.[\w-]+)*)(?:\/|$)/i.exec(raw);
  return bare && knobs.includes('target') ? { host: bare[1] ?? '', port: null } : null;
}

/** Edits that turn one name into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, char] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries()) {
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (char === other ? 0 : 1)),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const linesAbout = (
  service: ServiceFacts,
  facts: Facts,
  signal: 'refused' | 'unknownHost',
  host: string,
): LogLine[] =>
  (service.log ?? []).filter(
    (line) =>
      line.level !== 'INFO' &&
      line.signals.includes(signal) &&
      (namesIn(facts, line, service.name).includes(host) || line.text.includes(host)),
  );

function wrongPort(facts: Facts, service: ServiceFacts, setting: Setting): Hypothesis[] {
  const target = targetOf(setting);
  const right = target && listensOn(serviceOf(facts, target.host));
  if (!target || target.port === null || right === null || right === target.port) return [];
  const { host, port } = target;
  const status = latestStatus(facts, host);
  const refused = linesAbout(service, facts, 'refused', host);
  const lasted = median(failedAfter(facts, service.name, host));
  return [
    {
      cause: 'wrong-target',
      service: service.name,
      dependency: host,
      change: {
        key: setting.key,
        from: String(setting.raw),
        to: String(setting.raw).replace(`${host}:${port}`, `${host}:${right}`),
      },
      claim: `${service.name} sends to ${host}:${port} (\`${setting.key}\`), but ${host} listens on ${right}`,
      ...weigh([
        { weight: 3, text: `${host} listens on ${right}, not on ${port}` },
        refused.length > 0
          ? { weight: 3, text: `connections to ${host} are refused` }
          : lasted !== null && lasted <= AT_ONCE_MS
            ? { weight: 3, text: `requests to ${host} fail after ${lasted} ms` }
            : { weight: -2, text: `no connection to ${host} is refused` },
        status !== undefined &&
          isWell(status) && { weight: 1, text: `${host} itself reports ${status.health}` },
      ]),
    },
  ];
}

/** The service that a name which nobody has was probably meant to be. */
function meant(
  facts: Facts,
  service: ServiceFacts,
  host: string,
  named: readonly string[],
): { name: string; edits: number } | null {
  const sought = named.find(
    (name) => host.startsWith(name.slice(0, 3)) && host.includes(name.split('-')[0] ?? name),
  );
  if (sought !== undefined) return { name: sought, edits: distance(sought, host) };
  const names = facts.known.filter(
    (name) => name !== service.name && name !== host && !facts.unknown.includes(name),
  );
  const [best] = names
    .map((name) => ({ name, edits: distance(name, host) }))
    .toSorted((a, b) => a.edits - b.edits);
  return best && best.edits <= Math.max(2, host.length * 0.3) ? best : null;
}

function wrongName(facts: Facts, service: ServiceFacts, setting: Setting): Hypothesis[] {
  const target = targetOf(setting);
  if (!target || facts.known.includes(target.host)) return [];
  const lines = (service.log ?? []).filter(
    ({ level, signals }) => level !== 'INFO' && signals.includes('unknownHost'),
  );
  if (lines.length === 0) return [];
  const named = lines.flatMap((line) => namesIn(facts, line, service.name));
  const guess = meant(facts, service, target.host, named);
  if (!guess) return [];
  return [
    {
      cause: 'wrong-target',
      service: service.name,
      dependency: guess.name,
      change: {
        key: setting.key,
        from: String(setting.raw),
        to: String(setting.raw).replace(target.host, guess.name),
      },
      claim: `${service.name} looks for ${target.host} (\`${setting.key}\`), a name that nobody has; ${guess.name} must be meant`,
      ...weigh([
        { weight: 3.5, text: `the name ${target.host} does not resolve` },
        {
          weight: 2.5,
          text: `it is ${guess.edits} letter${guess.edits === 1 ? '' : 's'} from ${guess.name}`,
        },
      ]),
    },
  ];
}

/** An address at which nobody listens, although the service behind it is up. */
export const wrongTarget = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) =>
    (service.settings ?? []).flatMap((setting) =>
      [wrongPort(facts, service, setting), wrongName(facts, service, setting)].flat(),
    ),
  );
