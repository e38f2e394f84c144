import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SafeMarkdown } from './safe-markdown.tsx';

function render(text: string): string {
  return renderToStaticMarkup(
    <SafeMarkdown
      text={text}
      path="SKILL.md"
      files={['SKILL.md', 'other.md']}
      hrefOf={(path) => `/skills/x?file=${path}`}
    />,
  );
}

describe('untrusted Markdown', () => {
  it('keeps HTML as text', () => {
    const html = render(
      '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<b onclick="x()">b</b>',
    );
    expect(html).not.toMatch(/<script|<img|<b |<b>/);
    expect(html).toContain('&lt;script&gt;');
  });

  it('never links to script or data addresses', () => {
    const html = render(
      '[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) [d](vbscript:x) <javascript:alert(1)>',
    );
    expect(html).not.toMatch(/href=/);
  });

  it('fetches no image from anywhere', () => {
    const html = render('![a picture](https://example.org/track.png) ![](data:image/png;base64,AAAA)');
    expect(html).not.toContain('<img');
    expect(html).toContain('image not loaded: a picture');
  });

  it('sends nobody out with a referrer or an opener', () => {
    expect(render('[out](https://example.org) and https://example.org/bare')).toMatch(
      /(?:rel="noopener noreferrer nofollow".*){2}/,
    );
  });

  it('opens other files of the skill on the page', () => {
    expect(render('[other](other.md) [gone](gone.md)').match(/href="[^"]*"/g)).toEqual([
      'href="/skills/x?file=other.md"',
    ]);
  });

  it('says what a task box says', () => {
    const html = render('- [x] done this\n- [ ] not this');
    expect(html).not.toContain('<input');
    expect(html).toContain('aria-label="done"');
    expect(html).toContain('aria-label="not done"');
  });

  it('sets headings under the page’s own, without gaps', () => {
    const html = render('## Two\n\n#### Four\n\n## Two again\n\n# One\n\n###### Six');
    expect(html.match(/<h\d/g)).toEqual(['<h3', '<h4', '<h3', '<h3', '<h4']);
  });

  it('draws tables inside a region that can be scrolled', () => {
    const html = render(`| ${'a |'.repeat(40)}\n| ${'- |'.repeat(40)}\n| ${'1 |'.repeat(40)}`);
    expect(html).toMatch(/role="region"[^>]*tabindex="0"[^>]*><table/i);
    expect(html.match(/<th /g)).toHaveLength(40);
  });

  it('survives hostile nesting of brackets, quotes and emphasis', () => {
    for (const text of [
      '['.repeat(20_000),
      '*a '.repeat(20_000),
      `${'> '.repeat(59)}x`,
      '`'.repeat(20_000),
      '![['.repeat(5000),
    ])
      expect(render(text).length).toBeGreaterThan(0);
  });
});
