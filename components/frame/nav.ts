import {
  BookOpen,
  FlaskConical,
  GitCompareArrows,
  List,
  Route,
  Settings,
  Siren,
  type LucideIcon,
} from 'lucide-react';

export interface Place {
  href: string;
  word: string;
  icon: LucideIcon;
}

/** The pages of the lab, in the order of the rail. */
export const PLACES: readonly Place[] = [
  { href: '/', word: 'Story', icon: Route },
  { href: '/runs', word: 'Runs', icon: List },
  { href: '/skills', word: 'Skills', icon: BookOpen },
  { href: '/compare', word: 'Compare', icon: GitCompareArrows },
  { href: '/experiments', word: 'Experiments', icon: FlaskConical },
  { href: '/scenarios', word: 'Scenarios', icon: Siren },
  { href: '/settings', word: 'Settings', icon: Settings },
];

/** The page that a path belongs to; null for an address that leads nowhere. */
export function placeOf(path: string): Place | null {
  // Playing an incident begins a run.
  if (path.startsWith('/play/')) return placeOf('/runs');
  return PLACES.find(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`))) ?? null;
}
