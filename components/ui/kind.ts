import { BookOpen, CircleHelp, PencilLine, Search, type LucideIcon } from 'lucide-react';
import type { ToolKind } from '#lib/protocol/chat.ts';

interface KindLook {
  word: string;
  /** What belongs to it, for titles and legends. */
  meaning: string;
  icon: LucideIcon;
  text: string;
  /** Fill of bars and dots. */
  fill: string;
  tone: 'read' | 'write' | 'skill' | 'neutral';
}

/** How each kind of tool call looks, on every page and in every chart. */
export const KIND: Record<ToolKind, KindLook> = {
  read: {
    word: 'read',
    meaning: 'looks at status, logs or config',
    icon: Search,
    text: 'text-read',
    fill: 'fill-read',
    tone: 'read',
  },
  write: {
    word: 'write',
    meaning: 'changes config or restarts',
    icon: PencilLine,
    text: 'text-write',
    fill: 'fill-write',
    tone: 'write',
  },
  skill: {
    word: 'skill',
    meaning: 'reads a skill',
    icon: BookOpen,
    text: 'text-skill',
    fill: 'fill-skill',
    tone: 'skill',
  },
  unknown: {
    word: 'unknown',
    meaning: 'names no tool',
    icon: CircleHelp,
    text: 'text-muted',
    fill: 'fill-muted',
    tone: 'neutral',
  },
};
