import { AblationForm } from '#components/skills/ablation-form.tsx';
import type { SkillPage } from '#components/skills/prepare-skill-page.ts';
import { skillHref } from '#components/skills/skill-href.ts';
import { UsePanel } from '#components/skills/use-panel.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { getSkillUse } from '#lib/server/skills/get-skill-use.ts';
import { listScenarios } from '#lib/server/scenarios/list-scenarios.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { listMaskable } from '#lib/skills/mask-lines.ts';

interface Props {
  skillId: string;
  page: SkillPage;
}

/** Which runs used which line, and what a line is worth. Read apart from the page, which need not wait for it. */
export async function SkillUse({ skillId, page: { version, isLatest } }: Props) {
  const loaded = await Promise.all([getSkillUse(skillId, version.versionId), listScenarios()]).catch(
    (error: unknown) => ({ error: toErrorInfo(error) }),
  );
  if ('error' in loaded)
    return <ErrorNotice error={loaded.error}>What runs made of it could not be read.</ErrorNotice>;
  const [use, { scenarios }] = loaded;
  const maskable = version.ablationOf ? [] : listMaskable(version.files);
  // The step that changes the system says most; else the first step, else the first section.
  const change = use.steps.find(({ deeds }) => deeds.includes('change'));
  const suggested =
    maskable.find(
      ({ kind, file, from }) => kind === 'step' && file === change?.file && from === change.line,
    ) ??
    maskable.find(({ kind }) => kind === 'step') ??
    maskable[0];
  const readIn = new Set(
    use.steps.flatMap(({ followed, misled, ignored }) =>
      [followed, misled, ignored].flatMap(({ runs }) => runs.map(({ scenarioTitle }) => scenarioTitle)),
    ),
  );
  const rank = ({ title }: { title: string }) => (readIn.has(title) ? 0 : 1);
  return (
    <>
      <UsePanel
        use={use}
        here={(place) => skillHref(skillId, { ...(!isLatest && { version: version.versionId }), ...place })}
      />
      {maskable.length > 0 && scenarios.length > 0 && (
        <AblationForm
          key={version.versionId}
          skillId={skillId}
          versionId={version.versionId}
          number={version.number}
          maskable={maskable}
          suggested={suggested ?? null}
          scenarios={scenarios
            .map(({ scenarioId, title }) => ({ scenarioId, title }))
            .toSorted((a, b) => rank(a) - rank(b))}
        />
      )}
    </>
  );
}
