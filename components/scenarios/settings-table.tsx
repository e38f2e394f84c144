import { Badge } from '#components/ui/badge.tsx';
import { formatNumber } from '#components/ui/format.ts';
import type { ScenarioService } from '#lib/protocol/scenario.ts';

type Setting = ScenarioService['settings'][number];

/** The knobs of one service, as its config would show them. */
export function SettingsTable({ settings }: { settings: readonly Setting[] }) {
  return (
    <table className="w-full border-collapse text-xs tabular-nums">
      <thead>
        <tr className="border-b border-line text-left text-muted">
          <th scope="col" className="h-8 px-3 font-medium">
            Key
          </th>
          <th scope="col" className="px-2 font-medium">
            Stored value
          </th>
          <th scope="col" className="px-2 font-medium max-sm:hidden">
            Takes
          </th>
          <th scope="col" className="px-3 font-medium max-sm:hidden">
            Effective
          </th>
        </tr>
      </thead>
      <tbody>
        {settings.map((setting) => (
          <tr key={setting.key} className="border-b border-line align-top last:border-0">
            <th
              scope="row"
              className="px-3 py-1.5 text-left font-mono font-normal sm:whitespace-nowrap max-sm:min-w-36 max-sm:break-all"
            >
              {setting.key}
            </th>
            <td className="px-2 py-1.5 font-mono break-all">
              {setting.value}
              {setting.unit && <span className="text-muted"> {setting.unit}</span>}
            </td>
            <td className="px-2 py-1.5 text-muted max-sm:hidden">{takes(setting)}</td>
            <td className="px-3 py-1.5 max-sm:hidden">
              <Badge tone={setting.applies === 'hot' ? 'neutral' : 'write'}>
                {setting.applies === 'hot' ? 'at once' : 'after a restart'}
              </Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function takes({ type, range, choices }: Setting): string {
  if (choices) return choices.join(', ');
  if (range) return `${formatNumber(range[0])} to ${formatNumber(range[1])}`;
  return type === 'boolean' ? 'true or false' : type;
}
