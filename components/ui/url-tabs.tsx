'use client';

import { useUrlParam } from '#lib/client/use-url-param.ts';
import { Tabs, type Tab } from './tabs.tsx';

/** Tabs whose choice is in the address, so that it can be linked to. */
export function UrlTabs(props: { label: string; param: string; tabs: readonly Tab[]; className?: string }) {
  const { param, ...rest } = props;
  const [value, setValue] = useUrlParam(param);
  return <Tabs {...rest} value={value} onChange={setValue} />;
}
