/** A plain object, as YAML or JSON has them. */
export type Plain = Readonly<Record<string, unknown>>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asPlain = (value: unknown): Plain => (isPlain(value) ? value : {});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What says a whole thing at once: it replaces and is not mixed with what was there. */
const REPLACED: ReadonlySet<string> = new Set(['effect', 'effects', 'root', 'twinOf', 'consumes']);

/**
 * A file on top of the topology that it extends: objects are merged, everything else is replaced, null removes. A bare
 * value of a setting changes its value, `logs` are added, links are merged by their ends.
 */
export function mergeScenario(topology: Plain, file: Plain): Plain {
  const { services, links, without, extends: _extends, ...rest } = file;
  const gone = new Set(asList(without));
  const merged = mergePlain(topology, rest);
  return {
    ...merged,
    services: leaveOut(mergeServices(asPlain(topology['services']), asPlain(services)), gone),
    links: mergeLinks(asList(topology['links']), asList(links)).filter(
      (link) => !isPlain(link) || !(gone.has(link['from']) || gone.has(link['to'])),
    ),
  };
}

function mergePlain(base: Plain, over: Plain): Plain {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const old = merged[key];
    if (value === null && key !== 'root') delete merged[key];
    else merged[key] = isPlain(old) && isPlain(value) && !REPLACED.has(key) ? mergePlain(old, value) : value;
  }
  return merged;
}

function mergeServices(base: Plain, over: Plain): Plain {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, service] of Object.entries(over)) {
    merged[name] = mergeService(asPlain(base[name]), asPlain(service));
  }
  return merged;
}

function mergeService(base: Plain, over: Plain): Plain {
  const { config, logs, replaceLogs, ...rest } = over;
  const keys = Object.entries(asPlain(config)).map(
    ([key, entry]) => [key, isPlain(entry) || entry === null ? entry : { value: entry }] as const,
  );
  return {
    ...mergePlain(base, rest),
    config: mergePlain(asPlain(base['config']), Object.fromEntries(keys)),
    logs: [...(Array.isArray(replaceLogs) ? asList(replaceLogs) : asList(base['logs'])), ...asList(logs)],
  };
}

function mergeLinks(base: readonly unknown[], over: readonly unknown[]): readonly unknown[] {
  const ends = (link: unknown) => `${String(asPlain(link)['from'])} → ${String(asPlain(link)['to'])}`;
  const changes = new Map(over.map((link) => [ends(link), link]));
  const known = new Set(base.map(ends));
  return [
    ...base.map((link) => mergePlain(asPlain(link), asPlain(changes.get(ends(link))))),
    ...over.filter((link) => !known.has(ends(link))),
  ];
}

/** Takes services away, and from the others what points to them: effects, log lines and gauges. */
function leaveOut(services: Plain, gone: ReadonlySet<unknown>): Plain {
  if (gone.size === 0) return services;
  const stays = (part: unknown) => !gone.has(asPlain(part)['to']);
  const kept = Object.entries(services).filter(([name]) => !gone.has(name));
  const cleaned = kept.map(([name, service]) => {
    const { config, logs, gauges, ...rest } = asPlain(service);
    const settings = Object.entries(asPlain(config)).map(([key, entry]) => {
      const { effect, effects, ...setting } = asPlain(entry);
      const left = [...(effect === undefined ? [] : [effect]), ...asList(effects)].filter(stays);
      return [key, { ...setting, ...(left.length > 0 && { effects: left }) }];
    });
    const lines = asList(logs).filter((line) => {
      const { when } = asPlain(line);
      return typeof when === 'string' ? !gone.has(when.trim().split(/\s+/)[1]) : stays(when);
    });
    return [
      name,
      {
        ...rest,
        config: Object.fromEntries(settings),
        logs: lines,
        ...(gauges !== undefined && { gauges: asList(gauges).filter(stays) }),
      },
    ];
  });
  return Object.fromEntries(cleaned);
}
