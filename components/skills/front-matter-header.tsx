import { CodeBlock } from '#components/ui/code-block.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import type { FrontMatter } from './prepare-file.ts';

/** What stands above the text of a file: what an agent is told of the skill before it opens it. */
export function FrontMatterHeader({ frontMatter }: { frontMatter: FrontMatter }) {
  if (frontMatter.kind === 'text')
    return (
      <div className="mb-4">
        <p className="mb-2 text-sm text-muted">{frontMatter.reason}</p>
        <CodeBlock label="front matter" text={frontMatter.yaml} />
      </div>
    );
  return (
    <div className="mb-5 border-b border-line pb-4">
      <KeyValue
        items={frontMatter.rows.map(({ key, value }) => ({
          label: key,
          value: <span className="whitespace-pre-wrap">{value}</span>,
        }))}
      />
    </div>
  );
}
