'use client';

import { Save, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState, type DragEvent } from 'react';
import { PageName } from '#components/frame/page-name.tsx';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { cx } from '#components/ui/cx.ts';
import type { ScenarioProblem, ScenarioSource } from '#lib/protocol/scenario.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { writeDraft } from '../draft-storage.ts';
import { readScenarioFile } from '../read-scenario-file.ts';
import { scenarioHref } from '../scenario-words.ts';
import { ConsolePanel } from './console-panel.tsx';
import { EditorNotices } from './editor-notices.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ProblemList } from './problem-list.tsx';
import { ScenarioForm } from './scenario-form.tsx';
import { useDraft } from './use-draft.ts';
import { useLiveParse } from './use-live-parse.ts';
import { useSave } from './use-save.ts';
import { useVocabulary } from './use-vocabulary.ts';
import { VersionsPanel } from './versions-panel.tsx';
import { YamlEditor, type EditorHandle } from './yaml-editor.tsx';

const MODES = [
  { value: 'text', label: 'Text' },
  { value: 'form', label: 'Form', title: 'The common parts as fields; they write into the text' },
] as const;

interface Props {
  /** The saved scenario; a new one has none, and `version` 0. */
  scenarioId: string | null;
  source: Pick<ScenarioSource, 'text' | 'version' | 'versions'>;
  /** Name of the draft in this browser. */
  draftName: string;
  heading: string;
  nonce: string | undefined;
}

/** A scenario file being written: text or form, problems, the incident as it would be, and a console to try it. */
export function ScenarioEditor({ scenarioId, source, draftName, heading, nonce }: Props) {
  const router = useRouter();
  const editor = useRef<EditorHandle>(null);
  const [saved, setSaved] = useState(source);
  const draft = useDraft(draftName, saved);
  const [mode, setMode] = useState<(typeof MODES)[number]['value']>('text');
  const [side, setSide] = useState<string | null>(null);
  const [seed, setSeed] = useState(1);
  const [dropping, setDropping] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { text } = draft;
  const parsed = useLiveParse(text, seed);
  const { preview } = parsed;
  const current = parsed.text === text;
  const broken = parsed.problems.length > 0;
  const vocabulary = useVocabulary(preview);
  const changed = text !== saved.text;
  const save = useSave({
    scenarioId,
    onSaved: (next) => {
      setSaved(next.source);
      draft.setBase(next.source.version);
      writeDraft(draftName, null);
      // From here on it is a scenario with an address of its own.
      if (scenarioId === null) router.replace(`${scenarioHref(next.scenarioId)}/edit`);
    },
  });
  const problems = save.problems?.text === text ? save.problems.list : parsed.problems;

  const goTo = ({ line, column }: ScenarioProblem) => {
    setMode('text');
    // The editor is there again after the next drawing.
    setTimeout(() => editor.current?.goTo(line, column), 50);
  };
  const take = (file: File | undefined) => {
    setDropping(false);
    setFault(null);
    if (file) readScenarioFile(file).then(draft.setText, (error: unknown) => setFault(errorMessage(error)));
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  const doSave = () => void save.start(text, draft.base);

  return (
    <div
      className="flex w-full flex-col gap-3 p-3 xl:h-[calc(100dvh-2.75rem)] xl:min-h-0 xl:px-4"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={onDrop}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <PageName name={heading} />
        <h1 className="text-lg font-semibold break-words">{heading}</h1>
        <span role="status" className="text-xs text-muted">
          {changed
            ? 'Not saved; kept in this browser'
            : saved.version > 0
              ? `Saved as version ${saved.version}`
              : ''}
        </span>
        <div className="ml-auto flex flex-wrap items-center gap-1.5">
          <Choice label="Edit as" options={MODES} value={mode} onChange={setMode} />
          <FilePicker onFile={take} />
          {scenarioId !== null && (
            <LinkButton size="sm" href={scenarioHref(scenarioId)}>
              Open its page
            </LinkButton>
          )}
          <Button
            size="sm"
            variant="primary"
            busy={save.busy}
            disabled={!changed && saved.version > 0}
            icon={<Save aria-hidden size={13} />}
            onClick={doSave}
          >
            {saved.version > 0 ? `Save version ${saved.version + 1}` : 'Save'}
          </Button>
        </div>
      </div>
      <EditorNotices
        fault={fault}
        save={save}
        text={text}
        restoredAt={draft.restoredAt}
        onDiscard={draft.discard}
        onTakeNewest={(newest) => {
          setSaved(newest);
          draft.setBase(newest.version);
          draft.setText(newest.text);
        }}
        onSaveOnTop={(newest) => {
          setSaved(newest);
          draft.setBase(newest.version);
          void save.start(text, newest.version);
        }}
      />
      <div className="grid min-h-0 flex-1 gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <section
          aria-label="The file"
          className={cx(
            'flex min-w-0 flex-col overflow-hidden rounded-lg border bg-panel xl:min-h-0',
            dropping ? 'border-accent' : 'border-line',
          )}
        >
          <div className="h-[60vh] min-h-0 overflow-auto xl:h-auto xl:flex-1">
            {/* Stays while the form is shown, so that undo reaches back across it. */}
            <div hidden={mode !== 'text'} className="h-full">
              <YamlEditor
                ref={editor}
                text={text}
                problems={current ? problems : []}
                vocabulary={vocabulary}
                nonce={nonce}
                onChange={draft.setText}
                onSave={doSave}
              />
            </div>
            {mode === 'form' && (
              <ScenarioForm
                text={text}
                topologies={vocabulary.topologies}
                settings={preview?.settings ?? {}}
                idFixed={scenarioId !== null}
                onChange={draft.setText}
              />
            )}
          </div>
          <div className="shrink-0 border-t border-line px-3 py-2">
            <ProblemList parsed={{ ...parsed, problems }} current={current} onGoTo={goTo} />
          </div>
        </section>
        <section
          aria-label="Try it"
          className="flex min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-panel xl:min-h-0"
        >
          <Tabs
            label="Try it"
            value={side}
            onChange={setSide}
            className="min-h-0 flex-1 [&>[role=tabpanel]]:overflow-auto"
            tabs={[
              { id: 'preview', label: 'Preview', content: <PreviewPanel preview={preview} stale={broken} /> },
              {
                id: 'console',
                label: 'Console',
                content: (
                  <ConsolePanel text={text} seed={seed} preview={preview} broken={!current || broken} />
                ),
              },
              {
                id: 'versions',
                label: `Versions${saved.versions.length > 0 ? ` (${saved.versions.length})` : ''}`,
                content: (
                  <VersionsPanel scenarioId={scenarioId} versions={saved.versions} onTake={draft.setText} />
                ),
              },
            ]}
          />
          <SeedField seed={seed} onChange={setSeed} />
        </section>
      </div>
    </div>
  );
}

function FilePicker({ onFile }: { onFile: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json,application/yaml"
        hidden
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button
        size="sm"
        icon={<Upload aria-hidden size={13} />}
        title="Or drop a file anywhere on this page"
        onClick={() => input.current?.click()}
      >
        Import
      </Button>
    </>
  );
}

function SeedField({ seed, onChange }: { seed: number; onChange: (seed: number) => void }) {
  return (
    <label className="flex shrink-0 items-center gap-2 border-t border-line px-3 py-1.5 text-xs text-muted">
      Seed
      <input
        type="number"
        min={0}
        step={1}
        value={seed}
        onChange={(event) => {
          const next = Number(event.target.value);
          if (Number.isInteger(next) && next >= 0 && next < 2 ** 31) onChange(next);
        }}
        className="h-6 w-20 rounded-md border border-line bg-ground px-1.5 text-xs text-text"
      />
      varies numbers, names, order and noise, never the cause
    </label>
  );
}
