'use client';

import { createContext, useContext, type MouseEvent, type ReactNode } from 'react';
import { useSearchParams } from 'next/navigation';
import { useUrlParam } from '#lib/client/use-url-param.ts';

const EvidenceContext = createContext(false);

/** Below it every figure opens what it rests on; the choice stands in the address, so it can be linked to. */
export function EvidenceScope({ children }: { children: ReactNode }) {
  return <EvidenceContext value>{children}</EvidenceContext>;
}

/** Name of the figure that is open, and how to open another or none. */
export const useEvidence = (): [string | null, (key: string | null) => void] => useUrlParam('evidence');

/** Makes the properties of a link (of HTML or SVG) that opens what a figure rests on; null where nothing can be opened. */
export function useEvidenceLink(): (key: string | undefined) => {
  href: string;
  onClick: (event: MouseEvent) => void;
} | null {
  const isInScope = useContext(EvidenceContext);
  const [, show] = useEvidence();
  const params = useSearchParams();
  return (key) => {
    if (!isInScope || key === undefined) return null;
    // What else the address says (which model) belongs to the figure.
    const query = new URLSearchParams(params);
    query.set('evidence', key);
    return {
      href: `?${query.toString()}`,
      onClick: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        show(key);
      },
    };
  };
}

/** A figure that can be asked where it comes from. */
export function EvidenceLink({ to, children }: { to: string; children: ReactNode }) {
  const link = useEvidenceLink()(to);
  if (!link) return children;
  return (
    <a
      {...link}
      className="underline decoration-line-strong decoration-dotted underline-offset-3 hover:decoration-accent hover:decoration-solid"
    >
      {children}
    </a>
  );
}
