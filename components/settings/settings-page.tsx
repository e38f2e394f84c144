import { StartOver } from '#components/story/start-over.tsx';
import { acontextWords, modelWords } from '#components/frame/connection-words.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { UnavailableNote } from '#components/ui/unavailable-note.tsx';
import type { AcontextKeyListBody, StatusBody } from '#lib/protocol/http.ts';
import type { LeftoversBody } from '#lib/protocol/leftovers.ts';
import { CleanUpSection } from './clean-up/clean-up-section.tsx';
import { KeysSection } from './keys/keys-section.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import { VariableTable, type Variable } from './variable-table.tsx';

interface Props {
  status: StatusBody;
  /** null while Acontext is remote. */
  keys: AcontextKeyListBody | null;
  leftovers: LeftoversBody;
  variables: readonly Variable[];
  dataDir: string;
}

const CONNECT_OPENAI = `OPENAI_API_KEY=sk-… npm start`;
const CONNECT_COMPATIBLE = `OPENAI_BASE_URL=http://localhost:11434/v1 \\
OPENAI_MODEL=qwen3 npm start`;
const CONNECT_CLOUD = `ACONTEXT_API_KEY=sk-ac-… npm start`;
const CONNECT_SELF_HOSTED = `ACONTEXT_API_KEY=sk-ac-… \\
ACONTEXT_BASE_URL=http://localhost:8029/api/v1 npm start`;

/** What the lab is connected to, how it is configured, and where it keeps things. */
export function SettingsPage({ status, keys, leftovers, variables, dataDir }: Props) {
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-3 p-3 rail:p-4">
      <h1 className="text-lg font-semibold">Settings</h1>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Panel title="Connected">
          <KeyValue
            items={[
              { label: 'Agent’s model', value: <Meaning {...modelWords(status.model)} /> },
              { label: 'Acontext', value: <Meaning {...acontextWords(status.acontext)} /> },
              {
                label: 'Learning model',
                value: status.learningModel ? (
                  modelWords(status.learningModel).short
                ) : (
                  <UnavailableNote thing="learningModel" />
                ),
              },
              {
                label: 'Cost',
                value: status.pricesConfigured ? 'shown, from your prices' : 'not shown: no prices are set',
              },
              { label: 'Version', value: status.version },
            ]}
          />
        </Panel>
        <Panel title="Kept">
          <KeyValue
            items={[
              {
                label: 'Runs and skills',
                value:
                  status.database === 'postgres'
                    ? 'in the Postgres of DATABASE_URL'
                    : 'in SQLite, in the folder below',
              },
              { label: 'Folder', value: <code className="font-mono text-xs break-all">{dataDir}</code> },
              {
                label: 'Delete all',
                value:
                  'Clean up Acontext (below), then stop the lab and delete the folder. There is no copy elsewhere.',
              },
              { label: 'Story', value: <StartOver /> },
              { label: 'Theme', value: <ThemeChoice /> },
            ]}
          />
        </Panel>
      </div>
      <Panel title="Connect real services">
        <div className="grid gap-3 md:grid-cols-2">
          <CodeBlock label="OpenAI" text={CONNECT_OPENAI} />
          <CodeBlock label="Any OpenAI-compatible server" text={CONNECT_COMPATIBLE} />
          <CodeBlock label="Acontext’s cloud" text={CONNECT_CLOUD} />
          <CodeBlock label="Your own Acontext" text={CONNECT_SELF_HOSTED} />
        </div>
        <p className="mt-3 text-muted">
          Each connection is independent of the other: all four combinations run through the same code.
          Changes take effect when the lab is started again.
        </p>
      </Panel>
      <KeysSection acontext={status.acontext} list={keys} />
      <CleanUpSection leftovers={leftovers} />
      <Panel title="Configuration" padded={false}>
        <VariableTable variables={variables} />
      </Panel>
    </div>
  );
}

function Meaning({ short, meaning }: { short: string; meaning: string }) {
  return (
    <>
      <span className="font-medium">{short}</span>
      <span className="block text-muted">{meaning}</span>
    </>
  );
}
