import { callAction } from '#lib/protocol/call-action.ts';
import type { CallView, RunView } from '#lib/protocol/run-view.ts';
import type { ServiceSnapshot, WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { readSettings } from './read-settings.ts';

/** What a player has read of one service. */
export interface KnownService {
  name: string;
  /** Call in whose result its name was first read; 0: the request itself. */
  seenAt: number;
  /** The newest status that was read, and in which call. */
  status: { call: number; service: ServiceSnapshot } | null;
  /** Settings as last read or written, path → value as text; empty until its config was read. */
  settings: ReadonlyMap<string, string>;
}

/**
 * What somebody knows who has read the request and every result so far, in the order in which they came across it. The
 * recorded world serves as a dictionary of names and as the figures of statuses that were read; nothing else of it
 * gets out, so that a player sees no more than an agent does.
 */
export function prepareKnown({ started, calls }: Pick<RunView, 'started' | 'calls'>): KnownService[] {
  if (!started) return [];
  const known = new Map<string, KnownService>();
  const meet = (text: string, seenAt: number) => {
    for (const { name } of started.world.services) {
      if (!known.has(name) && mentions(text, name))
        known.set(name, { name, seenAt, status: null, settings: new Map() });
    }
  };
  meet(started.request, 0);
  for (const call of calls) {
    meet(call.result, call.call);
    const { target } = callAction(call);
    const about = call.outcome === 'ok' ? known.get(target ?? '') : undefined;
    if (about) known.set(about.name, { ...about, ...learn(about, call) });
  }
  return [...known.values()];
}

function learn(about: KnownService, call: CallView): Partial<KnownService> {
  switch (call.name) {
    case 'check_service_status': {
      const service = call.world?.services.find(({ name }) => name === about.name);
      return service ? { status: { call: call.call, service } } : {};
    }
    case 'read_config':
      return { settings: readSettings(call.result) };
    case 'update_config': {
      const { key, value } = callAction(call);
      if (key === null || value === null || !about.settings.has(key)) return {};
      return { settings: new Map([...about.settings, [key, value]]) };
    }
    default:
      return {};
  }
}

/** The name as a word of its own: `api` is not mentioned by `api-gateway`. */
export function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isNamePart(text[at - 1]) && !isNamePart(text[at + name.length])) return true;
  }
  return false;
}

function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}

/**
 * The system as far as the player has mapped it: services with the figures of their last status (the others are
 * absent, so that a picture calls them unknown), and the dependencies that those statuses named.
 */
export function knownWorld({ calls }: Pick<RunView, 'calls'>, known: readonly KnownService[]): WorldSnapshot {
  const links = known.flatMap(({ name, status }) => {
    const call = status ? calls[status.call - 1] : undefined;
    return (call?.world?.links ?? []).filter(
      ({ from, to }) => from === name && call !== undefined && mentions(call.result, to),
    );
  });
  return {
    tick: calls.at(-1)?.world?.tick ?? 0,
    services: known.flatMap(({ status }) => (status ? [status.service] : [])),
    links: links.map(({ from, to }) => ({ from, to, errorRate: 0 })),
  };
}
