import { StandingPanel } from '#components/skills/standing-panel.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { getSkillDecisions } from '#lib/server/skills/get-skill-decisions.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';

interface Props {
  skillId: string;
  version: { versionId: string; number: number };
}

/** How the version stands; comes in after the page, since it looks at the lab's experiments. */
export async function SkillStanding({ skillId, version: { versionId, number } }: Props) {
  const body = await getSkillDecisions(skillId).catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if ('error' in body)
    return <ErrorNotice error={body.error}>The standing of v{number} cannot be shown.</ErrorNotice>;
  return <StandingPanel key={number} initial={body} version={{ versionId, number }} />;
}
