import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** In the order of removal: what teaches goes before what is taught, owners go last. */
const KINDS = ['session', 'space', 'skill', 'disk', 'sandbox', 'user'] as const;
export type Kind = (typeof KINDS)[number];

const PATHS: Record<Kind, string> = {
  session: '/session',
  space: '/learning_spaces',
  skill: '/agent_skills',
  disk: '/disk',
  sandbox: '/sandbox',
  user: '/user',
};

/** A request of the clean-up: the status, and the data when there is any. */
export type Send = (
  method: string,
  path: string,
  json?: unknown,
) => Promise<{ status: number; data: unknown }>;

export interface CreatedThings {
  add: (kind: Kind, id: string) => void;
  /** Puts back what has no id of its own. */
  atEnd: (what: string, undo: (send: Send) => Promise<unknown>) => void;
  /** Deletes everything; returns what could not be deleted. */
  removeAll: (send: Send) => Promise<string[]>;
}

const idsSchema = z.array(z.object({ id: z.string() }));
/** Waits in ms before each attempt. */
const ATTEMPTS = [0, 300, 900];

async function remove(send: Send, kind: Kind, id: string): Promise<void> {
  if (kind === 'space') {
    // Deleting a space leaves its skills behind: the two that it is born with, and what was learned in it.
    const { data } = await send('GET', `${PATHS.space}/${id}/skills`);
    for (const skill of idsSchema.safeParse(data).data ?? []) await remove(send, 'skill', skill.id);
  }
  const { status } = await send('DELETE', `${PATHS[kind]}/${encodeURIComponent(id)}`);
  if (status !== 200 && status !== 404) throw new Error(`HTTP ${status}`);
}

async function persist(work: () => Promise<unknown>): Promise<boolean> {
  for (const wait of ATTEMPTS) {
    if (wait > 0) await delay(wait);
    try {
      await work();
      return true;
    } catch {
      // Perhaps the next time.
    }
  }
  return false;
}

/** Remembers what a case made on a server, so that all of it goes and nothing else does. */
export function createdThings(): CreatedThings {
  const things: { kind: Kind; id: string }[] = [];
  const undos: { what: string; undo: (send: Send) => Promise<unknown> }[] = [];
  return {
    add: (kind, id) => {
      if (!things.some((thing) => thing.kind === kind && thing.id === id)) things.push({ kind, id });
    },
    atEnd: (what, undo) => {
      undos.push({ what, undo });
    },
    removeAll: async (send) => {
      const left: string[] = [];
      for (const { what, undo } of undos) if (!(await persist(() => undo(send)))) left.push(what);
      for (const wanted of KINDS) {
        for (const { kind, id } of things) {
          if (kind !== wanted) continue;
          if (!(await persist(() => remove(send, kind, id)))) left.push(`${kind} ${id}`);
        }
      }
      return left;
    },
  };
}
