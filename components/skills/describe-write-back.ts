import type { OpenWriteBack, SteerWriteBack } from '#lib/protocol/skill-standing.ts';

interface Words {
  /** What is going on, or was meant to. */
  doing: string;
  /** What that means for who reads the skill now; "" for nothing. */
  meanwhile: string;
  actions: { action: SteerWriteBack['action']; words: string }[];
}

/** A decision whose content is not in its learning space yet, in words. */
export function describeWriteBack({ decision, aim, state, isMixed }: OpenWriteBack, server: string): Words {
  const version = `v${decision.number}`;
  return {
    doing: DOING[aim][state](version, server),
    meanwhile: holds(state, isMixed),
    actions: actionsFor(aim, state, isMixed),
  };
}

function holds(state: OpenWriteBack['state'], isMixed: boolean): string {
  if (state === 'failed') return isMixed ? 'The learning space may hold files of both versions.' : '';
  return isMixed
    ? 'Until then the learning space may hold files of both versions.'
    : 'Until then the learning space holds what it held before.';
}

const DOING: Record<
  OpenWriteBack['aim'],
  Record<OpenWriteBack['state'], (version: string, server: string) => string>
> = {
  write: {
    working: (version, server) =>
      `The content of ${version} is being written into the learning space at ${server}; then ${version} is published.`,
    waiting: (version, server) =>
      `${version} is not published yet: its content waits to be written into the learning space at ${server}.`,
    failed: (version) => `${version} was not published.`,
  },
  restore: {
    working: (version) => `${version} is not published; what stood in the learning space before is put back.`,
    waiting: (version) =>
      `${version} is not published; what stood in the learning space before waits to be put back.`,
    failed: (version) => `${version} was not published.`,
  },
};

function actionsFor(
  aim: OpenWriteBack['aim'],
  state: OpenWriteBack['state'],
  isMixed: boolean,
): Words['actions'] {
  if (state === 'working') return [];
  if (state === 'waiting') {
    const now = { action: 'retry', words: 'Try now' } as const;
    return aim === 'restore' ? [now] : [now, { action: 'withdraw', words: 'Take it back' }];
  }
  return [
    { action: 'retry', words: 'Write again' },
    { action: 'withdraw', words: isMixed ? 'Put the former content back' : 'Dismiss' },
  ];
}
