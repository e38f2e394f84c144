import { Badge } from '#components/ui/badge.tsx';
import { VARIABLE_WORDS } from './variable-words.ts';

export interface Variable {
  name: string;
  set: boolean;
  /** null for what is secret or not set. */
  value: string | null;
}

/** Every variable that the lab reads; whether it is set, and its value where that is no secret. */
export function VariableTable({ variables }: { variables: readonly Variable[] }) {
  const order = Object.keys(VARIABLE_WORDS);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const rows = variables.toSorted((a, b) => place(a.name) - place(b.name));
  return (
    <div tabIndex={0} role="region" aria-label="Environment variables" className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-muted">
            <th scope="col" className="px-3 py-1.5 font-medium">
              Environment variable
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              Now
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              What it is for
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((variable) => (
            <tr key={variable.name} className="border-b border-line last:border-0">
              <th
                scope="row"
                className="px-3 py-1.5 text-left font-mono text-xs font-normal whitespace-nowrap"
              >
                {variable.name}
              </th>
              <td className="px-3 py-1.5 whitespace-nowrap">
                <State variable={variable} />
              </td>
              <td className="min-w-64 px-3 py-1.5 text-muted">{VARIABLE_WORDS[variable.name]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State({ variable: { set, value } }: { variable: Variable }) {
  if (!set) return <span className="text-muted">not set</span>;
  return value === null ? <Badge tone="good">set</Badge> : <code className="font-mono text-xs">{value}</code>;
}
