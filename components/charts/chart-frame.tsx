'use client';

import { Download } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ChartTableView } from './chart-table-view.tsx';
import { chartTableCsv, chartTableJson, type ChartTable } from './chart-table.ts';
import { saveFile, svgFile } from './export-svg.ts';
import { useWidth } from './use-width.ts';

interface Props {
  title: string;
  /** How to read it, in a sentence or two. */
  says?: ReactNode;
  table: ChartTable;
  /** Start of the files' names. */
  fileName: string;
  /** Stands in every export; `simulated` also in the page's own header, once for all charts. */
  note: string | null;
  /** What the picture shows, for exports: which experiment, which plan. */
  source: string;
  /** Between the sentence and the picture: what is shown can be chosen. */
  controls?: ReactNode;
  className?: string;
  /** Draws one <svg> in the given width. */
  children: (width: number) => ReactNode;
}

const VIEWS = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
] as const;

/** A chart with its table and its exports. */
export function ChartFrame({
  title,
  says,
  table,
  fileName,
  note,
  source,
  controls,
  className,
  children,
}: Props) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const [body, width] = useWidth<HTMLDivElement>(640);
  const picture = useRef<HTMLDivElement>(null);
  const saveSvg = () => {
    const svg = picture.current?.querySelector('svg');
    const notes = note ? [source, note] : [source];
    if (svg) saveFile(`${fileName}.svg`, 'image/svg+xml', svgFile(svg, title, notes));
  };
  const saveCsv = () => saveFile(`${fileName}.csv`, 'text/csv', chartTableCsv(table, note));
  const saveJson = () =>
    saveFile(`${fileName}.json`, 'application/json', chartTableJson(table, { title, source, note }));
  return (
    <Panel
      title={title}
      className={className}
      actions={
        <>
          <Choice label={`${title}: shown as`} options={VIEWS} value={view} onChange={setView} />
          {view === 'chart' && (
            <Button
              size="sm"
              variant="quiet"
              aria-label={`${title} as SVG`}
              icon={<Download aria-hidden size={13} />}
              className="max-sm:hidden"
              onClick={saveSvg}
            >
              SVG
            </Button>
          )}
          {view === 'table' && (
            <Button
              size="sm"
              variant="quiet"
              aria-label={`${title} as JSON`}
              icon={<Download aria-hidden size={13} />}
              className="max-sm:hidden"
              onClick={saveJson}
            >
              JSON
            </Button>
          )}
          <Button
            size="sm"
            variant="quiet"
            aria-label={`${title} as CSV`}
            icon={<Download aria-hidden size={13} />}
            className="max-sm:hidden"
            onClick={saveCsv}
          >
            CSV
          </Button>
        </>
      }
    >
      {says && <p className="mb-2 max-w-[90ch] text-xs text-muted">{says}</p>}
      {controls && <div className="mb-2 flex flex-wrap items-center gap-2">{controls}</div>}
      <div ref={body} className="min-w-0">
        {view === 'table' ? (
          <ChartTableView table={table} label={`${title}: table`} />
        ) : (
          <div ref={picture}>{children(width)}</div>
        )}
      </div>
      <div className="mt-2 flex gap-2 sm:hidden">
        <Button size="sm" variant="quiet" onClick={saveSvg} disabled={view === 'table'}>
          SVG
        </Button>
        <Button size="sm" variant="quiet" onClick={saveCsv}>
          CSV
        </Button>
      </div>
    </Panel>
  );
}
