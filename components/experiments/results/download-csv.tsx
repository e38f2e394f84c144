'use client';

import { Download } from 'lucide-react';
import { chartTableCsv, type ChartTable } from '#components/charts/chart-table.ts';
import { saveFile } from '#components/charts/export-svg.ts';
import { Button } from '#components/ui/button.tsx';

interface Props {
  label: string;
  table: ChartTable;
  fileName: string;
  note: string | null;
}

export function DownloadCsv({ label, table, fileName, note }: Props) {
  return (
    <Button
      size="sm"
      variant="quiet"
      aria-label={label}
      icon={<Download aria-hidden size={13} />}
      onClick={() => saveFile(`${fileName}.csv`, 'text/csv', chartTableCsv(table, note))}
    >
      CSV
    </Button>
  );
}
