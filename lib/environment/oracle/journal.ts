import type { ToolKind } from '#lib/protocol/chat.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import { at } from '../model/world-plan.ts';
import type { Session } from '../session.ts';
import { keyBelongsTo, parseJson, sameValue } from '../config-value.ts';
import { kindOf } from '../tools/tool-definitions.ts';
import type { Executed } from '../tools/execute-tool.ts';
import { judgeStoredCause } from './judge-cause.ts';

/** What the oracle remembers of one call. */
export interface JournalEntry {
  /** Tick after the call. */
  tick: number;
  tool: string;
  kind: ToolKind;
  service: string;
  accepted: boolean;
  /** Tool and arguments in one text, however the arguments were spelled. */
  signature: string;
  /** A write that does not bring the root cause nearer to being gone. */
  wrongWrite: boolean;
  /** A restart of a service that was well and had nothing to load. */
  needlessRestart: boolean;
}
export type Journal = readonly JournalEntry[];

export function recordCall(
  journal: Journal,
  plan: WorldPlan,
  before: Session,
  { session, execution }: Executed,
  call: { toolName: string; rawArguments: string },
): Journal {
  const given = parseJson(call.rawArguments);
  const fields = typeof given === 'object' && given !== null ? Object.entries(given) : null;
  const service = String(fields?.find(([name]) => name === 'service_name')?.[1] ?? '');
  const accepted = execution.outcome === 'ok';
  const sorted = fields?.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const entry: JournalEntry = {
    tick: session.world.tick,
    tool: call.toolName,
    kind: kindOf(call.toolName),
    service,
    accepted,
    signature: `${call.toolName} ${sorted ? JSON.stringify(sorted) : call.rawArguments}`,
    wrongWrite: accepted && call.toolName === 'update_config' && isWrongWrite(plan, before, session, service),
    needlessRestart: accepted && call.toolName === 'restart_service' && wasWell(plan, before, service),
  };
  return [...journal, entry];
}

function isWrongWrite(plan: WorldPlan, before: Session, after: Session, service: string): boolean {
  const place = plan.places.get(service);
  if (place === undefined) return false;
  const old = at(before.world.services, place).config.stored;
  const now = at(after.world.services, place).config.stored;
  const changed = Object.keys(now).filter((key) => !sameValue(old[key], now[key]));
  if (changed.length === 0) return false;
  const { root } = plan.scenario;
  const isRootKey =
    root !== null &&
    root.fix.some((fix) => fix.service === service && changed.some((key) => keyBelongsTo(fix.key, key)));
  // One step of a fix that takes several is no wrong write.
  if (isRootKey && root.fix.length > 1) return false;
  return !isRootKey || !judgeStoredCause(plan, after.world.services, root.cause).gone;
}

function wasWell({ places }: WorldPlan, { world }: Session, service: string): boolean {
  const place = places.get(service);
  if (place === undefined) return false;
  const { storedVersion, loadedVersion } = at(world.services, place).config;
  return at(world.facts.services, place).health === 'healthy' && storedVersion === loadedVersion;
}
