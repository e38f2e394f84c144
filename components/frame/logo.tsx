/** A curve that falls: fewer calls each time. */
export function Logo() {
  return (
    <svg aria-hidden viewBox="0 0 16 16" width="16" height="16" className="shrink-0">
      <rect x="1" y="2" width="3" height="12" rx="1" className="fill-muted" />
      <rect x="6.5" y="6" width="3" height="8" rx="1" className="fill-muted" />
      <rect x="12" y="10" width="3" height="4" rx="1" className="fill-accent" />
    </svg>
  );
}
