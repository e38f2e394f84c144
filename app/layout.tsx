import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Frame } from '#components/frame/frame.tsx';
import { ThemeProvider } from '#components/frame/theme-provider.tsx';
import { getStatus } from '#lib/server/lab/get-status.ts';
import { mono, sans } from './fonts.ts';

export const metadata: Metadata = {
  title: { default: 'Auto-Learn Lab', template: '%s · Auto-Learn Lab' },
  description:
    'Watch an agent learn a skill from one incident, and find out whether the skill was worth anything.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#17171d' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  // A page that cannot be told what is connected is still a page; its own data says what is wrong.
  const status = await getStatus().catch(() => null);
  return (
    // The theme's class is set by a script before React looks, so the two may differ here.
    <html lang="en" className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <body className="font-sans antialiased">
        <ThemeProvider nonce={nonce}>
          <Frame status={status}>{children}</Frame>
        </ThemeProvider>
      </body>
    </html>
  );
}
