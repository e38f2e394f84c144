'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { errorMessage } from '#lib/utils/error-message.ts';
import { writeDraft } from './draft-storage.ts';
import { readScenarioFile } from './read-scenario-file.ts';

/** Takes a YAML file into the editor, where it is checked before anything is saved. */
export function ImportScenario() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      const text = await readScenarioFile(file);
      writeDraft('new', { text, base: 0, savedAt: Date.now() });
      router.push('/scenarios/new');
    } catch (error) {
      setFault(errorMessage(error));
    }
  };
  return (
    <>
      {fault && (
        <span role="alert" className="text-xs text-bad">
          {fault}
        </span>
      )}
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json,application/yaml"
        hidden
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button size="sm" icon={<Upload aria-hidden size={13} />} onClick={() => input.current?.click()}>
        Import
      </Button>
    </>
  );
}
