import { Cpu, Database } from 'lucide-react';
import type { ReactNode } from 'react';
import { Popover } from '#components/ui/popover.tsx';
import type { StatusBody } from '#lib/protocol/http.ts';
import { acontextWords, modelWords } from './connection-words.ts';

/** What the lab is connected to, always in sight; each chip says what that means and how to change it. */
export function ConnectionChips({ status }: { status: StatusBody }) {
  return (
    <>
      <Chip
        name="Acontext"
        icon={<Database aria-hidden size={13} />}
        words={acontextWords(status.acontext)}
      />
      <Chip name="Model" icon={<Cpu aria-hidden size={13} />} words={modelWords(status.model)} />
    </>
  );
}

function Chip({
  name,
  icon,
  words,
}: {
  name: string;
  icon: ReactNode;
  words: ReturnType<typeof modelWords>;
}) {
  return (
    <Popover
      title={`${name}: ${words.short}`}
      trigger={
        <>
          {icon}
          <span>
            {name}: <span className="text-text">{words.short}</span>
          </span>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <p className="font-medium">
          {name}: {words.short}
        </p>
        <p>{words.meaning}</p>
        <p className="text-muted">{words.change}</p>
        <ul className="flex flex-wrap gap-1">
          {words.variables.map((variable) => (
            <li key={variable}>
              <code className="rounded bg-raised px-1 font-mono text-xs">{variable}</code>
            </li>
          ))}
        </ul>
      </div>
    </Popover>
  );
}
