import { expect, test } from 'vitest';
import { escapeText, markup } from './markup.ts';

test('an inserted text stays text, between tags and inside of an attribute', () => {
  const hostile = `"><script>alert('x')</script>`;
  const { text } = markup`<p title="${hostile}">${hostile}</p>`;
  expect(text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>',
  );
});

test('markup inside of markup is kept, null is nothing, and a list its items', () => {
  const items = ['a & b', 'c'].map((each) => markup`<li>${each}</li>`);
  expect(markup`<ul>${items}${null}${[1, ' < ', 2]}</ul>`.text).toBe(
    '<ul><li>a &amp; b</li><li>c</li>1 &lt; 2</ul>',
  );
});

test('what looks like markup without having been made by the tag is escaped like any text', () => {
  expect(markup`${['<b>', ['<i>']]}`.text).toBe('&lt;b&gt;&lt;i&gt;');
});

test('control characters and halves of characters become the replacement character', () => {
  expect(escapeText('a\u0000b\u001bc\ud800d\ne')).toBe('a\ufffdb\ufffdc\ufffdd\ne');
});
