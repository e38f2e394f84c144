/**
 * What the embedded Acontext tells and Acontext's own API does not. Said wherever a reader would look for it, in these
 * words, so that nothing is taken for empty that is only out of sight.
 */
export const UNAVAILABLE = {
  distillation: {
    what: 'Distillation text',
    why: 'Acontext’s API does not show what its learner wrote from; the embedded Acontext does.',
  },
  reason: {
    what: 'Why no skill changed',
    why: 'Acontext’s API does not say why; the embedded Acontext does.',
  },
  failure: {
    what: 'Why learning failed',
    why: 'Acontext’s API does not say why; the server’s own log does.',
  },
  learningModel: {
    what: 'The name of its model',
    why: 'Acontext’s API does not name the model that it learns with.',
  },
} as const;

export type Unavailable = keyof typeof UNAVAILABLE;
