import { CircleAlert, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PlanProblem } from '#lib/protocol/experiment-http.ts';

interface Props {
  title: string;
  hint?: ReactNode;
  /** What the form itself finds wrong. */
  fault?: string | undefined;
  /** What the lab says to this field. */
  problems: readonly PlanProblem[];
  children: ReactNode;
}

/** A part of the plan with what is wrong with it right below. */
export function Field({ title, hint, fault, problems, children }: Props) {
  return (
    <fieldset className="min-w-0 border-b border-line px-3 py-3 last:border-0">
      <legend className="float-left mb-1 w-full text-sm font-semibold">{title}</legend>
      <div className="clear-both flex min-w-0 flex-col gap-2">
        {hint && <div className="max-w-[80ch] text-xs text-muted">{hint}</div>}
        {children}
        {fault && (
          <p className="flex gap-1.5 text-sm text-bad">
            <OctagonX aria-hidden size={14} className="mt-0.5 shrink-0" />
            {title} {fault}.
          </p>
        )}
        <Problems problems={problems} />
      </div>
    </fieldset>
  );
}

/** Refusals first, each a whole sentence. */
export function Problems({ problems }: { problems: readonly PlanProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {problems
        .toSorted((a, b) => Number(b.level === 'refuse') - Number(a.level === 'refuse'))
        .map(({ level, code, says, subject }) => (
          <li key={`${code} ${subject ?? ''}`} className="flex gap-1.5">
            {level === 'refuse' ? (
              <OctagonX aria-label="Refused" size={14} className="mt-0.5 shrink-0 text-bad" />
            ) : (
              <CircleAlert aria-label="Warning" size={14} className="mt-0.5 shrink-0 text-warn" />
            )}
            <span className="min-w-0 max-w-[80ch] break-words">{says}</span>
          </li>
        ))}
    </ul>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  unit?: string;
  wide?: boolean;
}

/** One short text with its name above. */
export function TextField({ label, value, onChange, placeholder, unit, wide = false }: TextFieldProps) {
  return (
    <label className={`flex flex-col gap-0.5 text-xs text-muted ${wide ? 'w-full max-w-md' : 'w-32'}`}>
      {label}
      <span className="flex items-center gap-1.5">
        <input
          type="text"
          inputMode={wide ? 'text' : 'numeric'}
          value={value}
          placeholder={placeholder}
          maxLength={wide ? 120 : 400}
          onChange={(event) => onChange(event.target.value)}
          className="h-8 w-full min-w-0 rounded-md border border-line bg-panel px-2 text-sm text-text tabular-nums placeholder:text-muted"
        />
        {unit}
      </span>
    </label>
  );
}
