import Form from 'next/form';
import { Button } from '#components/ui/button.tsx';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { SLOTS, type Slot } from './compared-run.ts';
import { prepareRunOptions } from './prepare-picker.ts';

const SLOT: Record<Slot, { label: string; none: string }> = {
  a: { label: 'First run', none: 'Choose a run' },
  b: { label: 'Second run', none: 'Choose a run' },
  c: { label: 'Control or third run', none: 'No third run' },
  d: { label: 'Fourth run', none: 'No fourth run' },
  e: { label: 'Fifth run', none: 'No fifth run' },
  f: { label: 'Sixth run', none: 'No sixth run' },
};
/** Three places, and one more than are taken. */
const FEWEST = 3;

interface Props {
  /** Recent runs and those that are chosen. */
  runs: readonly RunSummary[];
  chosen: Partial<Record<Slot, string>>;
}

/** Which runs are compared; works without scripts. */
export function RunPicker({ runs, chosen }: Props) {
  const groups = prepareRunOptions(runs);
  const taken = SLOTS.findLastIndex((slot) => chosen[slot] !== undefined) + 1;
  const shown = SLOTS.slice(0, Math.max(FEWEST, taken + 1));
  return (
    <Form
      action="/compare"
      className="grid grid-cols-1 items-end gap-2 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]"
    >
      {shown.map((slot) => (
        <div key={slot} className="flex min-w-0 flex-col gap-1 text-xs text-muted">
          <label htmlFor={`compare-${slot}`}>{SLOT[slot].label}</label>
          <select
            id={`compare-${slot}`}
            key={chosen[slot] ?? ''}
            name={slot}
            required={slot === 'a' || slot === 'b'}
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
      <Button type="submit" className="sm:justify-self-start">
        Compare
      </Button>
    </Form>
  );
}
