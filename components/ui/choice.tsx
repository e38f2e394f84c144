'use client';

import { useId } from 'react';

interface Props<T extends string> {
  /** What is chosen. */
  label: string;
  options: readonly { value: T; label: string; title?: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, all in sight; radio buttons underneath, so arrow keys work. */
export function Choice<T extends string>({ label, options, value, onChange }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="inline-flex h-7 items-center rounded-md border border-line bg-raised p-px">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          title={option.title}
          className="inline-flex h-full cursor-pointer items-center rounded-[5px] px-2 text-xs text-muted transition-colors has-checked:bg-panel has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
