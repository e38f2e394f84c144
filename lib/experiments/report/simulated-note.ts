import { markup, type Markup } from './markup.ts';

/** Stands over the figures of a simulated agent; nothing for a real model. */
export const simulatedNote = (note: string | null): Markup | null =>
  note === null ? null : markup`<p class="note">${note}</p>`;
