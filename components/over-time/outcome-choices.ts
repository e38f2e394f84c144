export const OUTCOME_CHOICES = [
  { value: 'calls', label: 'Calls' },
  { value: 'success', label: 'Success' },
] as const;
