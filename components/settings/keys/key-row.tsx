import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import type { AcontextKey } from '#lib/protocol/acontext-key.ts';

interface Props {
  data: AcontextKey;
  /** Text of the lab's own key while it is the publicly known one. */
  ownKey: string | null;
  onRevoke: (key: AcontextKey) => void;
}

/** One key: what tells it from others, when it came and went, and the way to end it. */
export function KeyRow({ data, ownKey, onRevoke }: Props) {
  const { label, prefix, origin, createdAt, lastUsedAt, revokedAt } = data;
  const isOwn = origin === 'environment';
  return (
    <>
      <tr className="align-top">
        <td className="px-3 py-1.5">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <code className="font-mono text-xs break-all">
              {isOwn ? (ownKey ?? 'EMBEDDED_ACONTEXT_KEY') : shown(prefix)}
            </code>
            {isOwn && <Badge tone="accent">used by the lab</Badge>}
            {revokedAt !== null && (
              <Badge tone="bad">
                revoked <Time at={revokedAt} />
              </Badge>
            )}
            {label !== null && <span className="min-w-0 break-words text-muted">{label}</span>}
          </div>
          <p className="pt-1 text-xs text-muted sm:hidden">
            created <Time at={createdAt} />
          </p>
        </td>
        <td className="px-3 py-1.5 whitespace-nowrap max-sm:hidden">
          <Time at={createdAt} />
        </td>
        <td className="px-3 py-1.5 whitespace-nowrap">
          {lastUsedAt === null ? <span className="text-muted">never</span> : <Time at={lastUsedAt} />}
        </td>
        <td className="px-3 py-1 text-right">
          {!isOwn && revokedAt === null && (
            <Button
              size="sm"
              variant="danger"
              aria-label={`Revoke ${shown(prefix)}${label === null ? '' : ` (${label})`}`}
              onClick={() => onRevoke(data)}
            >
              Revoke
            </Button>
          )}
        </td>
      </tr>
      {isOwn && (
        <tr>
          <td colSpan={4} className="px-3 pb-2 text-xs text-muted">
            <p className="max-w-prose">{ownWords(ownKey)}</p>
          </td>
        </tr>
      )}
    </>
  );
}

/** The first characters; keys that are older than this page have none. */
const shown = (prefix: string | null): string => (prefix === null ? 'an older key' : `${prefix}…`);

const ownWords = (ownKey: string | null): string =>
  ownKey === null
    ? 'It comes from the environment (EMBEDDED_ACONTEXT_KEY) and cannot be revoked here: set another one and start the lab again, and this one stops working.'
    : 'The default that everyone knows, as EMBEDDED_ACONTEXT_KEY sets no other. It cannot be revoked here: set that variable and start the lab again, and this one stops working.';
