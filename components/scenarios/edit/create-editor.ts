import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { ScenarioProblem } from '#lib/protocol/scenario.ts';
import { explain, suggest, type Suggestion, type Vocabulary } from './complete-yaml.ts';
import { editorTheme } from './editor-theme.ts';

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  /** Id of the element that says how to leave the editor by keyboard. */
  describedBy: string;
  nonce: string | undefined;
  vocabulary: () => Vocabulary;
  onChange: (text: string) => void;
  onSave: () => void;
}

/** What the page asks of the editor; CodeMirror stays behind it. */
export interface Editor {
  setText: (text: string) => void;
  setProblems: (problems: readonly ScenarioProblem[]) => void;
  goTo: (line: number, column: number) => void;
  destroy: () => void;
}

export function createEditor(options: EditorOptions): Editor {
  const { parent, text, label, describedBy, nonce, vocabulary, onChange, onSave } = options;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        nonce ? EditorView.cspNonce.of(nonce) : [],
        lineNumbers(),
        highlightActiveLineGutter(),
        lintGutter(),
        foldGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        EditorView.lineWrapping,
        yaml(),
        editorTheme,
        autocompletion({ override: [(context) => complete(context, vocabulary())], icons: false }),
        hoverTooltip((editor, place) => hover(editor, place, vocabulary())),
        keymap.of([
          {
            key: 'Mod-s',
            preventDefault: true,
            run: () => {
              onSave();
              return true;
            },
          },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...lintKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-describedby': describedBy,
          // Focusable anyway; said aloud for tools that look for it in a region that scrolls.
          tabindex: '0',
          spellcheck: 'false',
          autocapitalize: 'off',
          autocorrect: 'off',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText: (next) => {
      if (view.state.doc.toString() === next) return;
      view.dispatch({ changes: changeOf(view.state.doc.toString(), next) });
    },
    setProblems: (problems) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((each) => toDiagnostic(view, each)),
        ),
      ),
    goTo: (line, column) => {
      const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({
        selection: { anchor: Math.min(at.to, at.from + Math.max(0, column - 1)) },
        effects: EditorView.scrollIntoView(at.from, { y: 'center' }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** The shortest change that makes one text of the other, so that the cursor and the undo history keep their sense. */
function changeOf(before: string, after: string): { from: number; to: number; insert: string } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

function toDiagnostic(view: EditorView, { line, column, message }: ScenarioProblem): Diagnostic {
  const { doc } = view.state;
  const at = doc.line(Math.min(Math.max(1, line), doc.lines));
  const from = Math.min(at.to, at.from + Math.max(0, column - 1));
  const length = /^\S+/.exec(doc.sliceString(from, at.to))?.[0].length ?? 0;
  return { from, to: from + length, severity: 'error', message };
}

function complete(context: CompletionContext, vocabulary: Vocabulary): CompletionResult | null {
  const { from, typed, options } = suggest(context.state.doc.toString(), context.pos, vocabulary);
  if (options.length === 0 || (typed === '' && !context.explicit && !atValue(context))) return null;
  return { from, options: options.map(toCompletion), validFor: /^[\w./*-]*$/ };
}

/** Behind `key: ` what may stand there is offered by itself. */
const atValue = (context: CompletionContext): boolean => context.matchBefore(/[:,[{]\s$/) !== null;

function toCompletion({ label, apply, kind, detail, doc }: Suggestion): Completion {
  const boost = { name: 2, value: 1, key: 0 }[kind];
  return {
    label,
    boost,
    ...(detail && { detail }),
    ...(doc && { info: doc }),
    apply: (view, _completion, from, to) => {
      const insert = apply ?? label;
      const rest = view.state.doc.sliceString(to, to + 1);
      const written = rest === ':' ? insert.replace(/:\s*$/, '') : insert;
      const firstGap = written.indexOf(':  ');
      const cursor = from + (firstGap >= 0 && written.startsWith('{') ? firstGap + 2 : written.length);
      view.dispatch({ changes: { from, to, insert: written }, selection: { anchor: cursor } });
      // A key or a half-written map goes on with its value.
      if (/[:]\s$/.test(written) || written.endsWith(' ')) startCompletion(view);
    },
  };
}

function hover(view: EditorView, place: number, vocabulary: Vocabulary) {
  const found = explain(view.state.doc.toString(), place, vocabulary);
  if (!found) return null;
  const create = () => {
    const dom = document.createElement('div');
    dom.style.padding = '6px 8px';
    dom.textContent = `${found.name}: ${found.doc}`;
    return { dom };
  };
  return { pos: found.from, end: found.to, above: true, create };
}
