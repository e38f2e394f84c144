import type { Metadata } from 'next';
import { SettingsPage } from '#components/settings/settings-page.tsx';
import { getLeftovers } from '#lib/server/acontext/get-leftovers.ts';
import { getSettings } from '#lib/server/lab/get-settings.ts';
import { getStatus } from '#lib/server/lab/get-status.ts';
import { listAcontextKeys } from '#lib/server/acontext/list-acontext-keys.ts';

export const metadata: Metadata = { title: 'Settings' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  const [status, settings, leftovers] = await Promise.all([getStatus(), getSettings(), getLeftovers()]);
  const keys = status.acontext.kind === 'embedded' ? await listAcontextKeys() : null;
  return (
    <SettingsPage
      status={status}
      keys={keys}
      leftovers={leftovers}
      variables={settings.variables}
      dataDir={settings.dataDir}
    />
  );
}
