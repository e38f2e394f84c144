import { Badge } from '#components/ui/badge.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatDuration, formatInstant, formatNumber } from '#components/ui/format.ts';
import { KeyValue } from '#components/ui/key-value.tsx';
import { KIND } from '#components/ui/kind.ts';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import type { CallView, RunView, WorldMoment } from '#lib/protocol/run-view.ts';
import { prettyArguments } from './compact-arguments.ts';
import { describeChange } from './describe-change.ts';
import { numberDevopsCalls } from './prepare-transcript.ts';

interface Props {
  view: RunView;
  moments: readonly WorldMoment[];
  position: number;
}

/** One call in full: what was asked, what came back, what it did to the world. */
export function CallTab({ view, moments, position }: Props) {
  const call = view.calls[position - 1];
  if (!call)
    return (
      <EmptyState title={view.calls.length === 0 ? 'No call yet' : 'Before the first call'}>
        {view.calls.length === 0
          ? 'Calls appear here as the agent makes them.'
          : 'Choose a call in the transcript or move the scrubber; j and k step through them.'}
      </EmptyState>
    );
  const inference = view.turns.find(({ turn }) => turn === call.turn)?.inference;
  return (
    <div className="flex flex-col gap-3 p-3">
      <div className="flex items-center gap-2">
        <KindIcon kind={call.kind} />
        <h3 className={`min-w-0 truncate font-mono text-sm font-medium ${KIND[call.kind].text}`}>
          {call.name}
        </h3>
        {call.outcome === 'rejected' && <Badge tone="warn">rejected</Badge>}
        <span className="ml-auto shrink-0">
          <CopyButton text={() => linkTo(call.call)} label="Copy link to this call" iconOnly />
        </span>
      </div>
      <KeyValue
        items={[
          { label: 'Call', value: placeInWords(call, view) },
          { label: 'Kind', value: `${KIND[call.kind].word}, ${KIND[call.kind].meaning}` },
          { label: 'Ran for', value: formatDuration(call.durationMs) },
          ...(inference
            ? [
                {
                  label: `Turn ${call.turn}`,
                  value: `${formatNumber(inference.usage.inputTokens)} tokens in, ${formatNumber(inference.usage.outputTokens)} out, ${formatDuration(inference.durationMs)}`,
                },
              ]
            : []),
          { label: 'At', value: formatInstant(call.at) },
        ]}
      />
      <WorldChange call={call} moments={moments} position={position} />
      <CodeBlock label="arguments" text={prettyArguments(call.arguments)} />
      <CodeBlock label="result" text={call.result} />
      <details>
        <summary className="text-xs text-muted hover:text-text">Raw event</summary>
        <div className="pt-1.5">
          <CodeBlock label="tool_call.completed" text={JSON.stringify(call, null, 2)} />
        </div>
      </details>
    </div>
  );
}

function WorldChange({ call, moments, position }: { call: CallView } & Omit<Props, 'view'>) {
  const [before, after] = [moments[position - 1], moments[position]];
  const changes = before && after ? describeChange(before.world, after.world) : [];
  return (
    <section>
      <h4 className="pb-1 text-xs text-muted">What changed in the world</h4>
      {changes.length > 0 ? (
        <ul className="flex flex-col gap-0.5">
          {changes.map((change) => (
            <li key={change} className="break-words">
              {change}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">
          {call.world === null
            ? 'Nothing: this call cannot touch it.'
            : 'No setting, no health and no figure worth naming.'}
        </p>
      )}
    </section>
  );
}

function placeInWords(call: CallView, view: RunView): string {
  const devops = numberDevopsCalls(view.calls).get(call.call);
  const place = `${call.call} of ${view.calls.length}`;
  return devops === undefined ? place : `${place}, DevOps call ${devops}`;
}

function linkTo(call: number): string {
  const url = new URL(window.location.href);
  url.searchParams.set('call', String(call));
  return url.href;
}
