import type rehypeSanitize from 'rehype-sanitize';

/** The HTML tree that rehype plugins work on. */
export type Root = Parameters<ReturnType<typeof rehypeSanitize>>[0];
export type Node = Root['children'][number];
export type Element = Extract<Node, { type: 'element' }>;
