import { callAction, type CallAction } from '#lib/protocol/call-action.ts';
import type { MatchedCall, Procedure } from './procedures.ts';
import type { StepAsk } from './read-step.ts';
import { isTarget, type ServiceRoles } from './service-roles.ts';
import { settingKindsIn, settingKindsOf, sharesWord } from './setting-kinds.ts';

const TOOL: Record<Exclude<StepAsk['deed'], 'change' | 'check'>, RegExp> = {
  logs: /log/i,
  status: /status|metric|health/i,
  config: /config|setting/i,
  restart: /restart|reload|redeploy/i,
};

/** Whether a call does what a step asks; `open` are the calls that may count at all. */
export function doesStep(
  call: MatchedCall,
  ask: StepAsk,
  procedure: Procedure,
  open: readonly MatchedCall[],
  roles: ServiceRoles,
): boolean {
  const action = callAction(call);
  if (!isTarget(action.target, ask, roles)) return false;
  switch (ask.deed) {
    case 'change':
      return (
        call.kind === 'write' && !TOOL.restart.test(call.name) && isSetting(action, call, ask, procedure)
      );
    case 'restart':
      return call.kind === 'write' && TOOL.restart.test(call.name);
    case 'check':
      return call.kind === 'read' && open.some((other) => other.kind === 'write' && other.call < call.call);
    default:
      return call.kind === 'read' && TOOL[ask.deed].test(call.name);
  }
}

/** Whether a write is on the kind of setting that the step, or else its procedure, speaks of, and in its direction. */
function isSetting(
  { key, value }: CallAction,
  call: MatchedCall,
  { kinds, keys, direction }: StepAsk,
  { steps, entry }: Procedure,
): boolean {
  if (key === null || turns(call.result, value) === opposite(direction)) return false;
  if (keys.some((each) => key === each || key.endsWith(`.${each}`))) return true;
  const before = steps.flatMap(({ asks }) => asks.flatMap((ask) => ask.kinds));
  const wanted = [kinds, before, settingKindsIn(entry.title)].find((each) => each.length > 0);
  const own = settingKindsOf(key);
  if (wanted && own.length > 0) return own.some((kind) => wanted.includes(kind));
  return sharesWord(key, [entry.title, ...steps.map(({ text }) => text)].join(' '));
}

const opposite = (direction: StepAsk['direction']) =>
  direction === 'up' ? 'down' : direction === 'down' ? 'up' : 'unknown';

/** Which way a write went, from "(was 5000)" in its answer; null where that cannot be told. */
function turns(result: string, value: string | null): 'up' | 'down' | null {
  const was = /\bwas [`"']?(-?\d+(?:\.\d+)?)([a-zA-Z%]*)/.exec(result);
  const now = /^\s*(-?\d+(?:\.\d+)?)([a-zA-Z%]*)\s*$/.exec(value ?? '');
  if (!was || !now || was[2] !== now[2] || was[1] === now[1]) return null;
  return Number(now[1]) > Number(was[1]) ? 'up' : 'down';
}
