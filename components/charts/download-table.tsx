'use client';

import { Download } from 'lucide-react';
import { chartTableCsv, chartTableJson, type ChartTable } from './chart-table.ts';
import { saveFile } from './export-svg.ts';
import { Button } from '#components/ui/button.tsx';

interface Props {
  /** What the table holds: "Comparisons". */
  label: string;
  table: ChartTable;
  fileName: string;
  note: string | null;
  /** Which experiment and plan; said in the JSON. */
  source?: string;
}

/** A table as files: for a spreadsheet, and for a program. */
export function DownloadTable({ label, table, fileName, note, source = '' }: Props) {
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`${label} as CSV`}
        icon={<Download aria-hidden size={13} />}
        onClick={() => saveFile(`${fileName}.csv`, 'text/csv', chartTableCsv(table, note))}
      >
        CSV
      </Button>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`${label} as JSON`}
        icon={<Download aria-hidden size={13} />}
        onClick={() =>
          saveFile(
            `${fileName}.json`,
            'application/json',
            chartTableJson(table, { title: label, source, note }),
          )
        }
      >
        JSON
      </Button>
    </>
  );
}
