'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Button } from '#components/ui/button.tsx';
import { useMounted } from '#lib/client/use-mounted.ts';

const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const;
const ICON = { system: Monitor, light: Sun, dark: Moon } as const;

const isTheme = (value: string | undefined): value is keyof typeof NEXT =>
  value === 'system' || value === 'light' || value === 'dark';

/** System → light → dark. The choice is known to the browser alone, so the first drawing says "system". */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const mounted = useMounted();
  const now = mounted && isTheme(theme) ? theme : 'system';
  const Icon = ICON[now];
  const label = `Theme: ${now}. Change to ${NEXT[now]}`;
  return (
    <Button
      size="sm"
      variant="quiet"
      className="w-7 px-0"
      aria-label={label}
      title={label}
      icon={<Icon aria-hidden size={15} />}
      onClick={() => setTheme(NEXT[now])}
    />
  );
}
