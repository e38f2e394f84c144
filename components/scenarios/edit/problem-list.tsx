import { CircleAlert, CircleCheck } from 'lucide-react';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { ScenarioProblem } from '#lib/protocol/scenario.ts';
import type { LiveParse } from './use-live-parse.ts';

interface Props {
  parsed: LiveParse;
  current: boolean;
  onGoTo: (problem: ScenarioProblem) => void;
}

/** The problems of the text as text: where, what. Pressing one goes there. */
export function ProblemList({ parsed: { problems, error, preview }, current, onGoTo }: Props) {
  if (error) return <ErrorNotice error={error}>The text is kept in this browser.</ErrorNotice>;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p role="status" className="flex items-center gap-1.5 text-xs">
        {!current ? (
          <>
            <Spinner size={12} /> <span className="text-muted">Reading…</span>
          </>
        ) : problems.length > 0 ? (
          <>
            <CircleAlert aria-hidden size={13} className="text-bad" />
            <span className="font-medium text-bad">{plural(problems.length, 'problem')}</span>
          </>
        ) : (
          <>
            <CircleCheck aria-hidden size={13} className="text-good" />
            <span className="text-muted">
              No problems{preview && `: ${plural(preview.world.services.length, 'service')}`}
            </span>
          </>
        )}
      </p>
      {problems.length > 0 && (
        <ul aria-label="Problems" className="max-h-40 overflow-y-auto text-xs">
          {problems.map((problem) => (
            <li key={`${problem.line}:${problem.column} ${problem.path} ${problem.message}`}>
              <button
                type="button"
                onClick={() => onGoTo(problem)}
                className="flex w-full items-baseline gap-2 rounded px-1 py-0.5 text-left hover:bg-raised"
              >
                <span className="shrink-0 font-mono text-muted tabular-nums">
                  {problem.line > 0 ? `line ${problem.line}` : 'file'}
                </span>
                <span className="min-w-0 break-words">
                  {problem.message}
                  {problem.path && (
                    <span className="block font-mono break-all text-muted">{problem.path}</span>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
