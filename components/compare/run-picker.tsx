import Form from 'next/form';
import { Button } from '#components/ui/button.tsx';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { SLOTS, type Slot } from './compared-run.ts';
import { prepareRunOptions } from './prepare-picker.ts';

const SLOT: Record<Slot, { label: string; none: string }> = {
  a: { label: 'First run', none: 'Choose a run' },
  b: { label: 'Second run', none: 'Choose a run' },
  c: { label: 'Control', none: 'No control' },
};

interface Props {
  /** Recent runs and those that are chosen. */
  runs: readonly RunSummary[];
  chosen: Partial<Record<Slot, string>>;
}

/** Which runs are compared; works without scripts. */
export function RunPicker({ runs, chosen }: Props) {
  const groups = prepareRunOptions(runs);
  return (
    <Form action="/compare" className="grid items-end gap-2 sm:grid-cols-[repeat(3,minmax(0,1fr))_auto]">
      {SLOTS.map((slot) => (
        <div key={slot} className="flex min-w-0 flex-col gap-1 text-xs text-muted">
          <label htmlFor={`compare-${slot}`}>{SLOT[slot].label}</label>
          <select
            id={`compare-${slot}`}
            key={chosen[slot] ?? ''}
            name={slot}
            required={slot !== 'c'}
            defaultValue={chosen[slot] ?? ''}
            className="h-8 w-full min-w-0 rounded-md border border-line bg-panel px-2 text-sm text-text"
          >
            <option value="">{SLOT[slot].none}</option>
            {groups.map(({ title, options }) => (
              <optgroup key={title} label={title}>
                {options.map(({ runId, text }) => (
                  <option key={runId} value={runId}>
                    {text}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
      ))}
      <Button type="submit">Compare</Button>
    </Form>
  );
}
