import { FileText, Folder } from 'lucide-react';
import Link from 'next/link';
import { cx } from '#components/ui/cx.ts';
import { prepareFileTree, type TreeNode } from './prepare-file-tree.ts';

interface Props {
  paths: readonly string[];
  /** The file that is shown; null when all are. */
  current: string | null;
  hrefOf: (path: string) => string;
  /** A word behind a file, e.g. how it differs. */
  noteOf?: (path: string) => string | null;
}

/** The skill's files; each is an address of its own. */
export function FileTree({ paths, ...rest }: Props) {
  return (
    <nav aria-label="Files" className="relative max-h-[70vh] overflow-auto p-1.5">
      <Branch nodes={prepareFileTree(paths)} {...rest} />
    </nav>
  );
}

function Branch({ nodes, ...rest }: Omit<Props, 'paths'> & { nodes: readonly TreeNode[] }) {
  const { current, hrefOf, noteOf } = rest;
  return (
    <ul className="flex flex-col">
      {nodes.map((node) =>
        node.kind === 'folder' ? (
          <li key={`${node.name}/`}>
            <span className="flex h-7 items-center gap-1.5 px-1.5 font-mono text-xs text-muted">
              <Folder aria-hidden size={13} className="shrink-0" />
              <span className="truncate">{node.name}</span>
            </span>
            <div className="ml-2 border-l border-line pl-1.5">
              <Branch nodes={node.children} {...rest} />
            </div>
          </li>
        ) : (
          <li key={node.path}>
            <Link
              href={hrefOf(node.path)}
              aria-current={node.path === current ? 'page' : undefined}
              title={node.path}
              className={cx(
                'flex min-h-7 items-center gap-1.5 rounded px-1.5 py-1 font-mono text-xs hover:bg-raised',
                node.path === current ? 'bg-raised font-medium text-text' : 'text-muted',
              )}
            >
              <FileText aria-hidden size={13} className="shrink-0" />
              <span className="min-w-0 wrap-anywhere">{node.name}</span>
              {noteOf?.(node.path) && <span className="ml-auto shrink-0 font-sans">{noteOf(node.path)}</span>}
            </Link>
          </li>
        ),
      )}
    </ul>
  );
}
