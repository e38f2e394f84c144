'use client';

import { useId } from 'react';

export const INPUT =
  'w-full min-w-0 rounded-md border border-line bg-ground px-2 py-1 text-xs placeholder:text-muted disabled:opacity-60';

interface Props {
  label: string;
  value: string;
  hint?: string;
  /** Names that are offered; anything else may be typed. */
  options?: readonly string[];
  /** Only these may be chosen. */
  choices?: readonly (readonly [string, string])[];
  rows?: number;
  mono?: boolean;
  disabled?: boolean;
  onChange: (value: string) => void;
}

/** One labelled field of the scenario form. */
export function FormInput({ label, value, hint, options, choices, rows, mono, disabled, onChange }: Props) {
  const id = useId();
  const props = {
    id,
    value,
    disabled,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    className: mono ? `${INPUT} font-mono` : INPUT,
  };
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="text-xs text-muted">
        {label}
      </label>
      {choices ? (
        <select {...props} onChange={(event) => onChange(event.target.value)}>
          {choices.map(([each, word]) => (
            <option key={each} value={each}>
              {word}
            </option>
          ))}
        </select>
      ) : rows ? (
        <textarea {...props} rows={rows} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...props}
          autoComplete="off"
          list={options ? `${id}-options` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {options && (
        <datalist id={`${id}-options`}>
          {options.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </datalist>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
