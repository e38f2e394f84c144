import type { Element, Node, Root } from './hast.ts';

/**
 * A rehype plugin: renumbers headings so that the first level stands under the page's own (`base`) and none is
 * skipped. Files are written to stand alone; on a page with headings of its own their numbers would mislead.
 */
export function nestHeadings({ base }: { base: number }) {
  return (tree: Root): void => {
    const open: number[] = [];
    for (const heading of headingsOf(tree.children)) {
      const depth = Number(heading.tagName.slice(1));
      while ((open.at(-1) ?? 0) >= depth) open.pop();
      open.push(depth);
      heading.tagName = `h${Math.min(6, base + open.length - 1)}`;
    }
  };
}

function headingsOf(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element') return [];
    return /^h[1-6]$/.test(node.tagName) ? [node] : headingsOf(node.children);
  });
}
