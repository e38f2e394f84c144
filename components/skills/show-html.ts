import type { Element, Node, Root } from './hast.ts';

/**
 * A rehype plugin: HTML inside Markdown becomes visible code. Dropping it, as the sanitiser would, hides from the
 * reader what an agent that reads the file is told.
 */
export function showHtml() {
  return (tree: Root): void => {
    tree.children = tree.children.map(reveal);
  };
}

function reveal<T extends Node>(node: T): T | Element {
  const kind: string = node.type;
  if (kind === 'raw' && 'value' in node)
    return {
      type: 'element',
      tagName: 'code',
      properties: {},
      children: [{ type: 'text', value: node.value }],
    };
  if (node.type === 'element') node.children = node.children.map(reveal);
  return node;
}
