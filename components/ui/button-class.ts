import { cx } from './cx.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'sm' | 'md';

const VARIANT: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-line bg-panel text-text hover:border-line-strong hover:bg-raised',
  quiet: 'border-transparent text-muted hover:bg-raised hover:text-text',
  danger: 'border-bad/40 bg-panel text-bad hover:bg-bad/10',
};
const SIZE: Record<ButtonSize, string> = {
  sm: 'h-7 gap-1.5 px-2 text-xs',
  md: 'h-8 gap-2 px-3 text-sm',
};

/** The look of everything that is pressed, so that a link may look like a button. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, extra?: string): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center rounded-md border font-medium whitespace-nowrap',
    'transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-default',
    VARIANT[variant],
    SIZE[size],
    extra,
  );
}
