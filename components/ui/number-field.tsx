import { Field, INPUT } from './field.tsx';

interface Props {
  label: string;
  /** As typed. */
  value: string;
  onChange: (value: string) => void;
  fault?: string | undefined;
  note?: string;
  min?: number;
  max?: number;
}

/** A whole number, kept as it is typed: the server checks it, and what it refuses is said at the field. */
export function NumberField({ label, value, onChange, fault, note, min, max }: Props) {
  return (
    <Field label={label} fault={fault} note={note}>
      {(describe) => (
        <input
          {...describe}
          type="number"
          inputMode="numeric"
          step={1}
          min={min}
          max={max}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={INPUT}
        />
      )}
    </Field>
  );
}

/** An empty field is no number at all, so that the server says so. */
export const typedNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
