import { LoaderCircle } from 'lucide-react';

/** Turns while something is under way; says nothing itself, so put words beside it. */
export function Spinner({ size = 14 }: { size?: number }) {
  return (
    <LoaderCircle aria-hidden size={size} className="shrink-0 animate-spin motion-reduce:animate-none" />
  );
}
