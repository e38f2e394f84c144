'use client';

import { cx } from '#components/ui/cx.ts';
import { cut, wrapWords } from '#components/charts/fit-text.ts';
import { nameFamily } from '#lib/protocol/family-names.ts';
import type { OverTimeBody } from '#lib/protocol/over-time.ts';
import type { MatrixCell } from './prepare-transfer.ts';

interface Props {
  label: string;
  transfer: OverTimeBody['transfer'];
  cells: readonly MatrixCell[];
  width: number;
  chosen: string | null;
  onChoose: (key: string) => void;
}

const HEAD = { left: 108, top: 54 };
/** Twelve families fit a desktop's width. */
const LEAST = { width: 88, height: 40 };

/** Families learned from, down; families tested, across. Every cell opens what stands behind it, or what would fill it. */
export function TransferPlot({ label, transfer: { from, to }, cells, width, chosen, onChoose }: Props) {
  const cellWidth = Math.max(LEAST.width, Math.floor((width - HEAD.left - 2) / Math.max(1, to.length)));
  const whole = {
    width: HEAD.left + cellWidth * to.length + 2,
    height: HEAD.top + LEAST.height * from.length + 2,
  };
  return (
    <div role="region" aria-label={label} tabIndex={0} className="max-h-[38rem] overflow-auto">
      <svg
        role="group"
        aria-label={label}
        width={whole.width}
        height={whole.height}
        viewBox={`0 0 ${whole.width} ${whole.height}`}
        className="block text-xs"
      >
        <text x={HEAD.left} y={13} className="fill-muted text-xs">
          tested on →
        </text>
        <text x={0} y={HEAD.top - 8} className="fill-muted text-xs">
          learned from ↓
        </text>
        {to.map((family, column) => (
          <ColumnHead
            key={family}
            family={family}
            x={HEAD.left + (column + 0.5) * cellWidth}
            width={cellWidth}
          />
        ))}
        {from.map((family, row) => (
          <RowHead key={family} family={family} y={HEAD.top + row * LEAST.height + 24} />
        ))}
        {cells.map((each) => (
          <Cell
            key={each.key}
            cell={each}
            width={cellWidth}
            chosen={each.key === chosen}
            onChoose={onChoose}
          />
        ))}
      </svg>
    </div>
  );
}

function ColumnHead({ family, x, width }: { family: string; x: number; width: number }) {
  const name = nameFamily(family);
  const fits = Math.floor(width / 7);
  const lines = wrapWords(name, fits);
  return (
    <text textAnchor="middle" className="fill-text text-xs">
      <title>{name}</title>
      {lines.map((line, index) => (
        <tspan key={line} x={x} y={HEAD.top - 8 - (lines.length - 1 - index) * 14}>
          {cut(line, fits)}
        </tspan>
      ))}
    </text>
  );
}

/** A skill that several families taught names them below each other. */
function RowHead({ family, y }: { family: string; y: number }) {
  const parts = family.split(' + ').map(nameFamily);
  const lines = parts.length <= 2 ? parts : [parts[0] ?? '', `and ${parts.length - 1} more`];
  return (
    <text className="fill-text text-xs">
      <title>{parts.join(' + ')}</title>
      {lines.map((line, index) => (
        <tspan key={line} x={0} y={y + (lines.length > 1 ? index * 14 - 7 : 0)}>
          {cut(index > 0 && parts.length === 2 ? `+ ${line}` : line, 16)}
        </tspan>
      ))}
    </text>
  );
}

interface CellProps {
  cell: MatrixCell;
  width: number;
  chosen: boolean;
  onChoose: (key: string) => void;
}

function Cell({ cell: { key, cell, row, column, lines, shade, label }, width, chosen, onChoose }: CellProps) {
  const [x, y] = [HEAD.left + column * width, HEAD.top + row * LEAST.height];
  const middle = x + width / 2;
  const [first, ...rest] = lines;
  return (
    <a
      href={`?cell=${encodeURIComponent(key)}`}
      aria-label={label}
      aria-current={chosen ? 'true' : undefined}
      className="group/cell"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onChoose(key);
      }}
    >
      <title>{label}</title>
      <rect
        x={x + 1}
        y={y + 1}
        width={width - 2}
        height={LEAST.height - 2}
        rx={3}
        fillOpacity={shade === 0 ? (cell.effect ? 1 : 0) : 0.12 + 0.3 * Math.abs(shade)}
        className={cx(
          shade > 0 ? 'fill-good' : shade < 0 ? 'fill-bad' : 'fill-raised',
          chosen ? 'stroke-accent stroke-2' : cell.from === cell.to ? 'stroke-line-strong' : 'stroke-line',
          'group-hover/cell:stroke-accent',
        )}
      />
      {cell.effect ? (
        <>
          <text
            x={middle}
            y={y + 17}
            textAnchor="middle"
            className="fill-text text-xs font-medium tabular-nums"
          >
            {first}
          </text>
          <text x={middle} y={y + 32} textAnchor="middle" className="fill-muted text-[10px] tabular-nums">
            {rest.join(' · ')}
          </text>
        </>
      ) : (
        <text x={middle} y={y + 24} textAnchor="middle" className="fill-muted text-[11px]">
          {first}
        </text>
      )}
    </a>
  );
}
