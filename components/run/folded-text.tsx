'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';

const MAX_LINES = 10;
const MAX_LENGTH = 600;

/** Prose that a model or a person wrote, folded when it is long; `open` shows all of it whatever was chosen. */
export function FoldedText({ text, open = false }: { text: string; open?: boolean }) {
  const [unfolded, setUnfolded] = useState(false);
  const short = shorten(text);
  const all = open || unfolded || short === text;
  return (
    <>
      <p className="break-words whitespace-pre-wrap">{all ? text : `${short} …`}</p>
      {short !== text && !open && (
        <Button
          size="sm"
          variant="quiet"
          className="-ml-2"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? 'Fold' : 'Show all'}
        </Button>
      )}
    </>
  );
}

function shorten(text: string): string {
  const lines = text.split('\n').slice(0, MAX_LINES).join('\n');
  return lines.length > MAX_LENGTH ? lines.slice(0, MAX_LENGTH) : lines;
}
