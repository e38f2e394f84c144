import { METHOD_NOTES } from '#lib/stats/method-notes.ts';
import { markup, type Markup } from './markup.ts';

/** Where every figure comes from. */
export const methodSection = (): Markup =>
  markup`<section aria-labelledby="methods"><h2 id="methods">Methods</h2>
<p>Runs are compared in pairs within randomised blocks of one incident and one seed, with the same prompt and a fresh context. Percent changes are geometric means over independent units.</p>
<dl class="methods">${Object.values(METHOD_NOTES).map(
    ({ title, formula, source }) =>
      markup`<dt>${title}</dt><dd><code>${formula}</code> <span class="small">${source}</span></dd>\n`,
  )}</dl></section>
`;
