import { AREAS, type ConformanceCase } from './conformance-case.ts';
import { diskCases } from './cases/disks.ts';
import { editCases } from './cases/edits.ts';
import { envelopeCases } from './cases/envelope.ts';
import { eventCases } from './cases/events.ts';
import { fileCases } from './cases/files.ts';
import { formatCases } from './cases/formats.ts';
import { learningCases } from './cases/learning.ts';
import { messageCases } from './cases/messages.ts';
import { pageCases } from './cases/pages.ts';
import { projectCases } from './cases/project.ts';
import { sandboxCases } from './cases/sandboxes.ts';
import { sessionCases } from './cases/sessions.ts';
import { skillCases } from './cases/skills.ts';
import { spaceCases } from './cases/spaces.ts';
import { taskCases } from './cases/tasks.ts';
import { userCases } from './cases/users.ts';

const CASES: ConformanceCase[] = [
  ...envelopeCases,
  ...sessionCases,
  ...messageCases,
  ...formatCases,
  ...fileCases,
  ...editCases,
  ...taskCases,
  ...eventCases,
  ...spaceCases,
  ...learningCases,
  ...skillCases,
  ...diskCases,
  ...userCases,
  ...projectCases,
  ...sandboxCases,
  ...pageCases,
];

/** Everything that the suite tries, area by area. */
export const conformanceCases: readonly ConformanceCase[] = CASES.toSorted(
  (a, b) => AREAS.indexOf(a.area) - AREAS.indexOf(b.area),
);
