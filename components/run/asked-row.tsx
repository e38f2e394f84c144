import { Spinner } from '#components/ui/spinner.tsx';
import { compactArguments } from './compact-arguments.ts';
import { Gutter } from './gutter.tsx';
import type { AskedState } from './prepare-transcript.ts';

/** A call that the model asked for and that has no result. */
export function AskedRow(props: { name: string; arguments: string; state: AskedState }) {
  return (
    <div className="flex items-center gap-2 px-3 py-1 text-muted">
      <Gutter>{props.state === 'running' && <Spinner size={12} />}</Gutter>
      <span className="shrink-0 pl-5 font-mono text-xs font-medium">{props.name}</span>
      <span className="min-w-0 flex-1 truncate font-mono text-xs">{compactArguments(props.arguments)}</span>
      <span className="shrink-0 text-xs">{props.state}</span>
    </div>
  );
}
