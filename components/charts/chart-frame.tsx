'use client';

import { Download } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ChartTableView } from './chart-table-view.tsx';
import type { ChartTable } from './chart-table.ts';
import { DownloadTable } from './download-table.tsx';
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
              onClick={saveSvg}
            >
              SVG
            </Button>
          )}
          <DownloadTable label={title} table={table} fileName={fileName} note={note} source={source} />
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
    </Panel>
  );
}
