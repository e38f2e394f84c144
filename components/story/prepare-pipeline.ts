import { prepareStages, type Stage as RunStage } from '#components/run/prepare-stages.ts';
import { plural } from '#components/ui/format.ts';
import type { RunView } from '#lib/protocol/run-view.ts';

export type { StageState } from '#components/run/prepare-stages.ts';

export interface Stage extends Pick<RunStage, 'state' | 'detail'> {
  id: RunStage['name'];
  name: string;
}

/** The stages of a run's learning as the story shows them: storing and observing messages are one. */
export function preparePipeline(view: RunView): Stage[] {
  const stages = prepareStages(view);
  const storing = stages.find(({ name, state }) => name === 'stored' && state !== 'done');
  return stages
    .filter(({ name }) => name !== 'stored')
    .map(({ name: id, title: name, state, detail }) =>
      id === 'observed'
        ? {
            id,
            name: 'Messages observed',
            state: storing?.state ?? state,
            detail: detail || `${plural(view.messagesStored, 'message')} stored`,
          }
        : { id, name, state, detail: detail || 'not yet' },
    );
}
