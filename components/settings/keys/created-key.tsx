'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { CreatedAcontextKeyBody } from '#lib/protocol/http.ts';
import { keySnippets } from './key-snippets.ts';
import { projectName } from './project-name.ts';

interface Props {
  created: CreatedAcontextKeyBody;
  onDone: () => void;
}

/** The one time that a key's text is shown, with code that uses it. Takes the focus, so that it is read out. */
export function CreatedKey({ created: { secret, project }, onDone }: Props) {
  const [tab, setTab] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const baseUrl = `${window.location.origin}/acontext/api/v1`;
  return (
    <section
      aria-label="The new key"
      className="flex flex-col gap-2 rounded-md border border-good/40 bg-good/5 p-3"
    >
      <h3 ref={heading} tabIndex={-1} className="text-sm font-semibold break-words">
        {project.name === null ? projectName(null) : `“${project.name}”`} has a new key
      </h3>
      <p className="text-muted">Copy it now: it is shown this once. The lab keeps only a hash of it.</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 rounded-md border border-line bg-ground px-2 py-1 font-mono text-xs break-all select-all">
          {secret}
        </code>
        <CopyButton text={secret} label="Copy key" />
      </div>
      <Tabs
        label="Code that uses the key"
        className="-mx-3"
        value={tab}
        onChange={setTab}
        tabs={keySnippets({ baseUrl, secret }).map(({ id, label, text }) => ({
          id,
          label,
          content: (
            <div className="px-3 pt-3">
              <CodeBlock label={label} text={text} />
            </div>
          ),
        }))}
      />
      <div>
        <Button onClick={onDone}>I have copied it</Button>
      </div>
    </section>
  );
}
