import type { Metadata } from 'next';
import { SettingsPage } from '#components/settings/settings-page.tsx';
import { getSettings } from '#lib/server/get-settings.ts';
import { getStatus } from '#lib/server/get-status.ts';

export const metadata: Metadata = { title: 'Settings' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  const [status, settings] = await Promise.all([getStatus(), getSettings()]);
  return <SettingsPage status={status} variables={settings.variables} dataDir={settings.dataDir} />;
}
