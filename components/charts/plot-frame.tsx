import type { ReactNode } from 'react';

interface Props {
  /** The whole picture in a sentence. */
  label: string;
  /** A group when its marks are links, else one image. */
  role?: 'group' | 'img';
  width: number;
  height: number;
  children: ReactNode;
}

/** The drawing of a plot, in CSS pixels. */
export function PlotFrame({ label, role = 'group', width, height, children }: Props) {
  return (
    <svg
      role={role}
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block text-xs"
    >
      {children}
    </svg>
  );
}
