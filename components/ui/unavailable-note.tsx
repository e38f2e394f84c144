import { EyeOff } from 'lucide-react';
import { UNAVAILABLE, type Unavailable } from '#lib/protocol/unavailable.ts';
import { cx } from './cx.ts';

interface Props {
  thing: Unavailable;
  /** The log's own words of why, where there are some. */
  why?: string;
  className?: string;
}

/** Something exists that cannot be shown here: what, and why. Never for what is merely empty. */
export function UnavailableNote({ thing, why, className }: Props) {
  const words = UNAVAILABLE[thing];
  return (
    <p className={cx('flex gap-1.5 text-xs text-muted', className)}>
      <EyeOff aria-hidden size={13} className="mt-0.5 shrink-0" />
      <span className="min-w-0">
        <span className="font-medium">{words.what} is not available.</span> {why ?? words.why}
      </span>
    </p>
  );
}
