import type { LintCounts } from '#lib/protocol/skill-lint.ts';
import { plural } from '#components/ui/format.ts';

/** "1 error, 2 warnings"; "" when there is nothing to say. */
export const sayCounts = ({ error, warning, note }: LintCounts): string =>
  [
    error > 0 ? plural(error, 'error') : '',
    warning > 0 ? plural(warning, 'warning') : '',
    note > 0 ? plural(note, 'note') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
