import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { PageName } from '#components/frame/page-name.tsx';
import { isOfLibrary } from '#components/skills/skill-header.tsx';
import { prepareSkillPage } from '#components/skills/prepare-skill-page.ts';
import { SkillView } from '#components/skills/skill-view.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { getSkill } from '#lib/server/skills/get-skill.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readQuery, readSegment } from '#lib/utils/read-query.ts';
import { SkillStanding } from './skill-standing.tsx';
import { SkillUse } from './skill-use.tsx';

interface Props {
  params: Promise<{ skillId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection();
  const skillId = readSegment((await params).skillId);
  // Its name says more than its id; the page itself says what is wrong when there is none.
  const body = await getSkill(skillId).catch(() => null);
  return { title: `Skill ${body?.skill.name ?? skillId}` };
}

export default async function SkillRoute({ params, searchParams }: Props) {
  await connection();
  const skillId = readSegment((await params).skillId);
  const query = await searchParams;
  const file = readQuery(query, 'file');
  const body = await getSkill(skillId).catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if (body && 'error' in body)
    return (
      <div className="p-4">
        <h1 className="mb-3 font-mono text-lg font-semibold">{skillId}</h1>
        <ErrorNotice error={body.error}>Stored versions are untouched; load the page again.</ErrorNotice>
      </div>
    );
  const page =
    body &&
    prepareSkillPage(body, {
      file,
      version: readQuery(query, 'version'),
      diff: readQuery(query, 'diff'),
      raw: readQuery(query, 'raw'),
      line: readQuery(query, 'line'),
    });
  if (!page) notFound();
  return (
    <div className="w-full p-4">
      <PageName name={body.skill.name} />
      <SkillView
        skill={body.skill}
        page={page}
        askedFile={file}
        standing={
          body.skill.isDefault || isOfLibrary(body.skill) || page.version.ablationOf ? null : (
            <Suspense fallback={<Skeleton className="h-32 rounded-lg" />}>
              <SkillStanding skillId={body.skill.skillId} version={page.version} />
            </Suspense>
          )
        }
        use={
          <Suspense fallback={<Skeleton className="h-48 rounded-lg" />}>
            <SkillUse skillId={body.skill.skillId} page={page} />
          </Suspense>
        }
      />
    </div>
  );
}
