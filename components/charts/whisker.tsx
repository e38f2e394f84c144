interface Props {
  from: number;
  to: number;
  /** Where it lies across its direction. */
  at: number;
  upright?: boolean;
  className: string;
}

/** An interval: a line with an end on each side. */
export function Whisker({ from, to, at, upright = false, className }: Props) {
  const path = upright
    ? `M${at},${from}V${to}M${at - 4},${from}h8M${at - 4},${to}h8`
    : `M${from},${at}H${to}M${from},${at - 3.5}v7M${to},${at - 3.5}v7`;
  return <path d={path} fill="none" strokeWidth={1.75} className={className} />;
}
