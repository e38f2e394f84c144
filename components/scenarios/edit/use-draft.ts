'use client';

import { useEffect, useState } from 'react';
import { readDraft, writeDraft, type Draft } from '../draft-storage.ts';

interface DraftState {
  text: string;
  /** The version that the text began with. */
  base: number;
  /** Unsaved text of an earlier visit was put back; when it was written. */
  restoredAt: number | null;
}

const QUIET_MS = 300;

/** The text that is being written; what is not saved survives a reload in this browser. */
export function useDraft(name: string, saved: { text: string; version: number }) {
  const [state, setState] = useState<DraftState>({ text: saved.text, base: saved.version, restoredAt: null });
  // After the first drawing, because the server knows nothing of this browser's storage.
  useEffect(() => {
    const draft = readDraft(name);
    if (draft && draft.text !== saved.text) {
      setState({ text: draft.text, base: draft.base, restoredAt: draft.savedAt });
    }
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the page opens
  }, [name]);
  const { text, base } = state;
  useEffect(() => {
    const timer = setTimeout(() => {
      const draft: Draft | null = text === saved.text ? null : { text, base, savedAt: Date.now() };
      writeDraft(name, draft);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [name, text, base, saved.text]);
  return {
    ...state,
    setText: (next: string) => setState((before) => ({ ...before, text: next })),
    /** What is written now belongs to this version. */
    setBase: (version: number) => setState((before) => ({ ...before, base: version, restoredAt: null })),
    discard: () => setState({ text: saved.text, base: saved.version, restoredAt: null }),
  };
}
