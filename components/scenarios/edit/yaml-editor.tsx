'use client';

import { useEffect, useId, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { ScenarioProblem } from '#lib/protocol/scenario.ts';
import type { Vocabulary } from './complete-yaml.ts';
import type { Editor } from './create-editor.ts';

export interface EditorHandle {
  goTo: (line: number, column: number) => void;
}

interface Props {
  ref?: Ref<EditorHandle>;
  text: string;
  problems: readonly ScenarioProblem[];
  vocabulary: Vocabulary;
  nonce: string | undefined;
  onChange: (text: string) => void;
  onSave: () => void;
}

/** The text of the file, with completion and its problems at their lines. CodeMirror is fetched here and nowhere else. */
export function YamlEditor({ ref, text, problems, vocabulary, nonce, onChange, onSave }: Props) {
  const hint = useId();
  const parent = useRef<HTMLDivElement>(null);
  const latest = useRef({ text, vocabulary, onChange, onSave });
  const [editor, setEditor] = useState<Editor | null>(null);
  useEffect(() => {
    latest.current = { text, vocabulary, onChange, onSave };
  });
  useImperativeHandle(ref, () => ({ goTo: (line, column) => editor?.goTo(line, column) }), [editor]);
  useEffect(() => {
    let made: Editor | null = null;
    let gone = false;
    const open = async () => {
      const { createEditor } = await keepAsking(() => import('./create-editor.ts'));
      if (gone || !parent.current) return;
      made = createEditor({
        parent: parent.current,
        text: latest.current.text,
        label: 'Scenario file, YAML',
        describedBy: hint,
        nonce,
        vocabulary: () => latest.current.vocabulary,
        onChange: (next) => latest.current.onChange(next),
        onSave: () => latest.current.onSave(),
      });
      setEditor(made);
    };
    void open();
    return () => {
      gone = true;
      made?.destroy();
    };
  }, [hint, nonce]);
  useEffect(() => editor?.setText(text), [editor, text]);
  useEffect(() => editor?.setProblems(problems), [editor, problems]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div ref={parent} className="relative min-h-0 flex-1 overflow-hidden">
        {!editor && <Skeleton className="absolute inset-3" />}
      </div>
      <p id={hint} className="border-t border-line px-3 py-1 text-xs text-muted">
        Ctrl Space completes, Ctrl S saves; Escape, then Tab leaves the editor.
      </p>
    </div>
  );
}
