import type { ToolKind } from '#lib/protocol/chat.ts';
import type { CallsRow } from './prepare-calls-chart.ts';

/** Colours of the light theme: an exported picture stands on white paper. */
const PAPER: Record<ToolKind, string> = {
  read: '#1d5fb8',
  write: '#ad1457',
  skill: '#6d28d9',
  unknown: '#5b5b66',
};
const WIDTH = 640;
const ROW = 48;

/** The chart as a picture of its own. */
export function callsChartSvg(rows: readonly CallsRow[]): string {
  const body = rows.map((row, index) => {
    const y = index * ROW;
    const bars = row.segments.map(
      ({ kind, count, start, width }) =>
        `<rect x="${start * WIDTH}" y="${y + 20}" width="${width * WIDTH}" height="18" fill="${PAPER[kind]}" stroke="#ffffff"/>` +
        `<text x="${(start + width / 2) * WIDTH}" y="${y + 33}" text-anchor="middle" fill="#ffffff">${count} ${kind}</text>`,
    );
    return `<text x="0" y="${y + 13}" font-weight="600">${escape(row.label)}</text><text x="${WIDTH}" y="${y + 13}" text-anchor="end">${escape(row.text)}</text>${bars.join('')}`;
  });
  const height = rows.length * ROW;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12" fill="#17171b"><rect width="100%" height="100%" fill="#ffffff"/>${body.join('')}</svg>`;
}

/** The figures behind the chart, one run per line. */
export function callsChartCsv(rows: readonly CallsRow[]): string {
  const lines = rows.map(({ id, label, counts }) =>
    [
      id,
      label,
      counts?.total,
      counts?.devops,
      counts?.read,
      counts?.write,
      counts?.skill,
      counts?.unknown,
    ].map(cell),
  );
  return ['run,label,total,devops,read,write,skill,unknown', ...lines.map((line) => line.join(','))].join(
    '\n',
  );
}

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
