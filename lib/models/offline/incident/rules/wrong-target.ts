import { type Facts, latestStatus, namesIn, serviceOf, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import type { Setting } from '../parse-config.ts';
import { isWell } from '../parse-status.ts';

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

/** The host and port that a setting points at. */
function targetOf({ raw }: Setting): { host: string; port: number } | null {
  const match = typeof raw === 'string' ? /^(?:\w+:\/\/)?([a-z][\w.-]*):(\d{2,5})\b/i.exec(raw) : null;
  return match ? { host: match[1] ?? '', port: Number(match[2]) } : null;
}

function judge(facts: Facts, service: ServiceFacts, setting: Setting): Hypothesis[] {
  const target = targetOf(setting);
  const right = target && listensOn(serviceOf(facts, target.host));
  if (!target || right === null || right === target.port) return [];
  const { host, port } = target;
  const status = latestStatus(facts, host);
  const refused = (service.log ?? []).filter(
    (line) => line.signals.includes('refused') && namesIn(facts, line, service.name).includes(host),
  );
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
          : { weight: -2, text: `no connection to ${host} is refused` },
        status !== undefined &&
          isWell(status) && { weight: 1, text: `${host} itself reports ${status.health}` },
      ]),
    },
  ];
}

/** An address at which nobody listens, although the service behind it is up. */
export const wrongTarget = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) =>
    (service.settings ?? []).flatMap((setting) => judge(facts, service, setting)),
  );
