import { Panel } from '#components/ui/panel.tsx';
import type { AcontextKeyListBody } from '#lib/protocol/http.ts';
import type { AcontextInfo } from '#lib/protocol/model-info.ts';
import { Keys } from './keys.tsx';

interface Props {
  acontext: AcontextInfo;
  /** null while Acontext is remote. */
  list: AcontextKeyListBody | null;
}

/** Who may use the embedded Acontext server, and as which project. */
export function KeysSection({ acontext, list }: Props) {
  return (
    <Panel title="Keys of the embedded Acontext server" id="keys" padded={list === null}>
      {list ? (
        <Keys initial={list} />
      ) : (
        <p className="max-w-prose text-muted">
          The embedded server is off, because this lab uses{' '}
          {acontext.kind === 'cloud'
            ? 'Acontext’s cloud'
            : `the Acontext at ${acontext.host ?? 'another host'}`}{' '}
          (ACONTEXT_API_KEY is set). Projects and keys are managed there. Keys that were made here are kept,
          and work again once the lab is started without that variable.
        </p>
      )}
    </Panel>
  );
}
