/** A call that the model wants made. */
export interface WantedCall {
  name: string;
  args: Record<string, unknown>;
}

/** What the model says in one turn: words, calls, or both. */
export interface Reply {
  content: string;
  calls: WantedCall[];
}

export const say = (content: string): Reply => ({ content, calls: [] });
export const call = (name: string, args: Record<string, unknown> = {}): WantedCall => ({ name, args });
