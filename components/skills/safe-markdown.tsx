import { ExternalLink, ImageOff } from 'lucide-react';
import Link from 'next/link';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { resolveLink } from '#lib/skills/resolve-link.ts';
import { nestHeadings } from './nest-headings.ts';
import { showHtml } from './show-html.ts';

interface Props {
  text: string;
  /** The file that the text is, for links relative to it. */
  path: string;
  /** Paths that a link may lead to. */
  files: readonly string[];
  /** Address of one of them. */
  hrefOf: (path: string) => string;
}

/**
 * Untrusted Markdown, drawn on the server: HTML in it is shown as code, links lead out without a referrer, and nothing is
 * fetched from anywhere (images are named, not loaded).
 */
export function SafeMarkdown({ text, path, files, hrefOf }: Props) {
  const components: Components = { ...TEXT, a: linkTo(path, files, hrefOf) };
  return (
    <div className="max-w-[76ch] text-sm leading-6 break-words [&>*:first-child]:mt-0">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[showHtml, rehypeSanitize, [nestHeadings, { base: 3 }]]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

function linkTo(from: string, files: readonly string[], hrefOf: (path: string) => string): Components['a'] {
  return function SkillLink({ href, children }) {
    const target = resolveLink(href, from, files);
    const className = 'text-accent underline underline-offset-2 hover:no-underline';
    switch (target.kind) {
      case 'file':
        return (
          <Link href={hrefOf(target.path)} className={className}>
            {children}
          </Link>
        );
      case 'external':
        return (
          <a href={target.href} target="_blank" rel="noopener noreferrer nofollow" className={className}>
            {children}
            <ExternalLink aria-label="(opens outside the lab)" size={11} className="ml-0.5 inline" />
          </a>
        );
      case 'anchor':
        return (
          <a href={target.href} className={className}>
            {children}
          </a>
        );
      case 'dead':
        return (
          <span
            className="underline decoration-dotted underline-offset-2"
            title="This link leads nowhere here."
          >
            {children}
          </span>
        );
    }
  };
}

const heading = 'mt-6 mb-2 font-semibold';
const scrolls = 'relative my-3 overflow-x-auto rounded-md border border-line';

const TEXT: Components = {
  h3: ({ children, id }) => (
    <h3 id={id} className={`${heading} text-base`}>
      {children}
    </h3>
  ),
  h4: ({ children, id }) => (
    <h4 id={id} className={`${heading} text-sm`}>
      {children}
    </h4>
  ),
  h5: ({ children, id }) => (
    <h5 id={id} className={`${heading} text-sm text-muted`}>
      {children}
    </h5>
  ),
  h6: ({ children, id }) => (
    <h6 id={id} className={`${heading} text-sm text-muted`}>
      {children}
    </h6>
  ),
  p: ({ children }) => <p className="my-3">{children}</p>,
  ul: ({ children, className }) => (
    <ul className={`my-3 space-y-1 ${className?.includes('task-list') ? 'list-none' : 'list-disc pl-5'}`}>
      {children}
    </ul>
  ),
  ol: ({ children, start }) => (
    <ol start={start} className="my-3 list-decimal space-y-1 pl-5">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="my-3 border-l-2 border-line pl-3 text-muted">{children}</blockquote>
  ),
  hr: () => <hr className="my-6 border-line" />,
  code: ({ children }) => (
    <code className="rounded border border-line bg-raised px-1 font-mono text-xs whitespace-pre-wrap">
      {children}
    </code>
  ),
  // Focusable, so that the keyboard can scroll what is wider than the page.
  pre: ({ children }) => (
    <pre
      role="region"
      aria-label="Code"
      tabIndex={0}
      className="my-3 overflow-x-auto rounded-md border border-line bg-ground px-3 py-2 text-xs leading-5 [&_code]:border-0 [&_code]:bg-transparent [&_code]:p-0"
    >
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div role="region" aria-label="Table" tabIndex={0} className={scrolls}>
      <table className="min-w-full text-left tabular-nums">{children}</table>
    </div>
  ),
  th: ({ children }) => (
    <th scope="col" className="border-b border-line bg-raised px-2.5 py-1 font-medium">
      {children}
    </th>
  ),
  td: ({ children }) => <td className="border-t border-line px-2.5 py-1 align-top">{children}</td>,
  // GFM task boxes come without a label and nobody can tick them here: a sign with a word says the same.
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? 'done' : 'not done'} className="mr-1 font-mono text-xs text-muted">
      {checked ? '[x]' : '[ ]'}
    </span>
  ),
  img: ({ alt, src }) => (
    <span
      className="inline-flex items-center gap-1 rounded border border-dashed border-line px-1.5 text-xs text-muted"
      title={typeof src === 'string' ? src : undefined}
    >
      <ImageOff aria-hidden size={12} />
      image not loaded{alt ? `: ${alt}` : ''}
    </span>
  ),
};
