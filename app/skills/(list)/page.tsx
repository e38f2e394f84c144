import type { Metadata } from 'next';
import { connection } from 'next/server';
import { SkillsList } from '#components/skills/skills-list.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { listSkills } from '#lib/server/skills/list-skills.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';

export const metadata: Metadata = { title: 'Skills' };

export default async function SkillsPage() {
  await connection();
  const found = await listSkills().catch((error: unknown) => ({ error: toErrorInfo(error) }));
  return (
    <div className="flex w-full flex-col gap-4 p-4">
      <div>
        <h1 className="text-lg font-semibold">Skills</h1>
        <p className="text-sm text-muted">
          What runs have taught, as files that the next run can read. Every change is kept as a version.
        </p>
      </div>
      {'error' in found ? (
        <ErrorNotice error={found.error}>Nothing was changed; load the page again.</ErrorNotice>
      ) : (
        <SkillsList initial={found} />
      )}
    </div>
  );
}
