'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { API } from '#lib/client/api-paths.ts';
import { useApi } from '#lib/client/use-api.ts';
import type { DecisionAction, OpenWriteBack, SkillDecisionsBody } from '#lib/protocol/skill-standing.ts';
import { DecideForm } from './decide-form.tsx';
import { DecisionEntry } from './decision-entry.tsx';
import { actionsFor } from './prepare-decision.ts';
import { StandingBadge } from './standing-badge.tsx';
import { ACTION_WORDS, STANDING_LOOK } from './standing-look.ts';
import { WriteBackNotice } from './write-back-notice.tsx';

/** How often a write-back that goes on by itself is looked at; ms. */
const LOOK_MS = 2000;

interface Props {
  initial: SkillDecisionsBody;
  /** The version that the page shows. */
  version: { versionId: string; number: number };
}

/** How the version stands, on what, and what can be decided. */
export function StandingPanel({ initial, version }: Props) {
  const router = useRouter();
  // The page's own copy is newer whenever the server drew it again.
  const [decided, setDecided] = useState<{ from: SkillDecisionsBody; body: SkillDecisionsBody } | null>(null);
  const known = decided && decided.from === initial ? decided.body : initial;
  const goesOn = isGoingOn(known);
  const looked = useApi<SkillDecisionsBody>(
    // What an earlier write came to is no answer about this one.
    goesOn && known.writing ? lookAt(known.skillId, known.writing) : null,
    undefined,
    (seen) => (!seen || isGoingOn(seen) ? LOOK_MS : 0),
  ).data;
  const body = (goesOn && looked) || known;
  const hasEnded = goesOn && !isGoingOn(body);
  useEffect(() => {
    // Its content is a version of its own, which the rest of the page does not know yet.
    if (hasEnded) router.refresh();
  }, [hasEnded, router]);
  const take = (next: SkillDecisionsBody) => {
    setDecided({ from: initial, body: next });
    setAction(null);
    router.refresh();
  };
  const [action, setAction] = useState<DecisionAction | null>(null);
  const own = body.standings.find(({ versionId }) => versionId === version.versionId);
  const published = body.standings.find(({ standing }) => standing === 'published');
  const standing = own?.standing ?? 'draft';
  return (
    <Panel
      title={`Standing of v${version.number}`}
      actions={
        <Link
          href={`/experiments/over-time?skill=${encodeURIComponent(body.skillId)}`}
          className="text-xs text-accent underline underline-offset-2"
        >
          over time
        </Link>
      }
    >
      <div className="flex flex-col gap-2.5">
        <div className="flex flex-wrap items-center gap-2 text-xs text-muted" role="status">
          <StandingBadge standing={standing} />
          <span>
            {own?.replacedBy
              ? `v${own.replacedBy} took its place.`
              : standing !== 'published' && published
                ? `v${published.number} is the published version.`
                : STANDING_LOOK[standing].meaning}
          </span>
        </div>
        {own?.decision && <DecisionEntry decision={own.decision} />}
        {body.writing && (
          <WriteBackNotice
            skillId={body.skillId}
            writing={body.writing}
            server={body.space.server}
            onSteered={take}
          />
        )}
        {isGoingOn(body) ? null : action ? (
          <DecideForm
            key={action}
            body={body}
            version={version}
            action={action}
            onClose={() => setAction(null)}
            onDecided={take}
          />
        ) : (
          <div className="flex flex-wrap gap-1.5">
            {actionsFor(body, version.versionId).map((each) => (
              <Button key={each} size="sm" onClick={() => setAction(each)}>
                {ACTION_WORDS[each].verb}
              </Button>
            ))}
          </div>
        )}
        {body.decisions.length > 0 && (
          <details className="text-sm">
            <summary className="text-xs text-accent">History of this skill ({body.decisions.length})</summary>
            <ol className="mt-2 flex max-h-96 flex-col gap-3 overflow-auto">
              {body.decisions.map((decision) => (
                <li key={decision.decisionId} className="border-l-2 border-line pl-2">
                  <DecisionEntry decision={decision} />
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
    </Panel>
  );
}

const lookAt = (skillId: string, { decision, tries }: OpenWriteBack): string =>
  `${API.skillDecisions(skillId)}?write=${decision.decisionId}-${tries}`;

/** A decision is under way, and another one would be refused. */
const isGoingOn = ({ writing }: SkillDecisionsBody): boolean =>
  writing !== null && writing.state !== 'failed';
