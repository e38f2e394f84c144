/** A text that is being written and has not been saved. */
export interface Draft {
  text: string;
  /** The version that it began with; 0 for none. */
  base: number;
  savedAt: number;
}

const keyOf = (name: string) => `lab.scenario-draft.${name}`;

/** The draft of a scenario (or `new`) in this browser; null where there is none or storage is closed to us. */
export function readDraft(name: string): Draft | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null');
    return isDraft(stored) ? stored : null;
  } catch {
    return null;
  }
}

/** Whether it was kept: storage may be full or closed. */
export function writeDraft(name: string, draft: Draft | null): boolean {
  try {
    if (draft) localStorage.setItem(keyOf(name), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(name));
    return true;
  } catch {
    return false;
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'text' in value &&
    typeof value.text === 'string' &&
    'base' in value &&
    typeof value.base === 'number' &&
    'savedAt' in value &&
    typeof value.savedAt === 'number'
  );
}
