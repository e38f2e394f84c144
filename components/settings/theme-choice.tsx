'use client';

import { useTheme } from 'next-themes';
import { Choice } from '#components/ui/choice.tsx';
import { useMounted } from '#lib/client/use-mounted.ts';

const THEMES = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const mounted = useMounted();
  const chosen = THEMES.find(({ value }) => mounted && value === theme) ?? THEMES[0];
  return <Choice label="Theme" options={THEMES} value={chosen.value} onChange={setTheme} />;
}
