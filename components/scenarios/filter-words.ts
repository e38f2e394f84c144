/** The validity filter's options. */
export const SCENARIO_FILTER_VALIDITY = [
  ['passed', 'valid'],
  ['failed', 'fails'],
  ['unchecked', 'not checked here'],
] as const;
