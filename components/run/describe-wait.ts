import { plural } from '#components/ui/format.ts';
import type { LearningView } from '#lib/protocol/run-view.ts';

export interface Wait {
  /** What Acontext is doing, as far as it tells. */
  doing: string;
  /** Acontext's own word, where it has one. */
  status: string | null;
  since: string;
}

const DOING: Readonly<Record<string, string>> = {
  pending: 'Acontext has read the messages and is about to distil them',
  queued: 'Another learning of this space goes first',
  distilling: 'Acontext distils what happened',
  skill_writing: 'Acontext writes it into skills',
  completed: 'Acontext says that it is done; the lab makes sure',
  failed: 'Acontext says that it failed; the lab makes sure',
};

/** What is waited for while a run is learned from, and since when; null while nothing is. */
export function describeWait({ status, progress, requestedAt }: LearningView): Wait | null {
  if (status.state !== 'running' || requestedAt === null) return null;
  if (progress === null) {
    return { doing: 'The session is prepared for learning', status: null, since: requestedAt };
  }
  const { observed, inProcess, pending, status: word, at: since } = progress;
  const unread = inProcess + pending;
  if (unread > 0) {
    const doing = `Acontext reads the conversation: ${plural(unread, 'message')} of ${observed + unread} to go`;
    return { doing, status: word, since };
  }
  return { doing: DOING[word ?? 'pending'] ?? 'Acontext is at work', status: word, since };
}
