'use client';

import { useState } from 'react';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { startStoryRun } from '#lib/client/start-story-run.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { Pace } from '#lib/protocol/run-plan.ts';
import type { StoryPart } from '#lib/protocol/story.ts';

export interface PartStart {
  /** A start is on its way to the lab. */
  busy: boolean;
  /** Why the last one was refused. */
  error: ErrorInfo | null;
  start: () => void;
}

/** Starting one part of the story, with what became of the attempt. */
export function useStartPart(part: StoryPart, pace: Pace): PartStart {
  const [state, setState] = useState<{ busy: boolean; error: ErrorInfo | null }>({
    busy: false,
    error: null,
  });
  const start = () => {
    setState({ busy: true, error: null });
    startStoryRun(part, pace).then(
      () => setState({ busy: false, error: null }),
      (reason: unknown) => setState({ busy: false, error: errorInfoOf(reason) }),
    );
  };
  return { ...state, start };
}
