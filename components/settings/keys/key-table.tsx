'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { plural } from '#components/ui/format.ts';
import type { AcontextKey, AcontextProject } from '#lib/protocol/acontext-key.ts';
import { KeyRow } from './key-row.tsx';
import { projectName } from './project-name.ts';
import { RevokeDialog } from './revoke-dialog.tsx';

interface Props {
  projects: readonly AcontextProject[];
  /** Text of the lab's own key while it is the publicly known one. */
  ownKey: string | null;
}

/** Projects with their keys. Revoked ones are put away until they are asked for. */
export function KeyTable({ projects, ownKey }: Props) {
  const [withRevoked, setWithRevoked] = useState(false);
  const [asked, setAsked] = useState<AcontextKey | null>(null);
  const [ended, setEnded] = useState<AcontextKey | null>(null);
  const region = useRef<HTMLDivElement>(null);
  // The button that opened the dialog went with its key: the focus stays at the table.
  useEffect(() => {
    if (ended) region.current?.focus();
  }, [ended]);
  const revoked = projects.flatMap(({ keys }) => keys).filter(({ revokedAt }) => revokedAt !== null).length;
  return (
    <>
      <div
        ref={region}
        tabIndex={0}
        role="region"
        aria-label="Projects and keys"
        className="relative overflow-x-auto border-t border-line"
      >
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line text-left text-xs text-muted">
              <th scope="col" className="px-3 py-1.5 font-medium">
                Key
              </th>
              <th scope="col" className="px-3 py-1.5 font-medium max-sm:hidden">
                Created
              </th>
              <th scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap">
                Last used
              </th>
              <th scope="col" className="w-px px-3 py-1.5">
                <span className="sr-only">Revoke</span>
              </th>
            </tr>
          </thead>
          {projects.map((project) => (
            <ProjectRows
              key={project.id}
              project={project}
              ownKey={ownKey}
              withRevoked={withRevoked}
              onRevoke={setAsked}
            />
          ))}
        </table>
      </div>
      <div className={cx('flex flex-wrap items-center gap-2', revoked > 0 && 'border-t border-line p-1.5')}>
        {revoked > 0 && (
          <Button
            size="sm"
            variant="quiet"
            aria-expanded={withRevoked}
            onClick={() => setWithRevoked(!withRevoked)}
          >
            {withRevoked ? 'Hide revoked keys' : `Show ${plural(revoked, 'revoked key')}`}
          </Button>
        )}
        <p role="status" className="text-xs text-muted empty:hidden">
          {ended && `${ended.prefix ? `${ended.prefix}…` : 'The key'} is revoked.`}
        </p>
      </div>
      <RevokeDialog asked={asked} onClose={() => setAsked(null)} onRevoked={setEnded} />
    </>
  );
}

interface RowsProps {
  project: AcontextProject;
  ownKey: string | null;
  withRevoked: boolean;
  onRevoke: (key: AcontextKey) => void;
}

function ProjectRows({ project: { id, name, keys }, ownKey, withRevoked, onRevoke }: RowsProps) {
  const shown = keys.filter(({ revokedAt }) => withRevoked || revokedAt === null);
  return (
    <tbody className="border-b border-line last:border-0">
      <tr>
        <th
          scope="rowgroup"
          colSpan={4}
          title={`Project ${id}`}
          className="px-3 pt-2 pb-1 text-left font-medium break-words"
        >
          {projectName(name)}
        </th>
      </tr>
      {shown.map((key) => (
        <KeyRow key={key.id} data={key} ownKey={ownKey} onRevoke={onRevoke} />
      ))}
      {shown.length === 0 && (
        <tr>
          <td colSpan={4} className="px-3 pb-2 text-muted">
            No key opens this project now. Its sessions and skills are kept; a new key opens it again.
          </td>
        </tr>
      )}
    </tbody>
  );
}
