import { markup } from './markup.ts';

/** The whole look: light on paper, light or dark on a screen; nothing is loaded. */
export const REPORT_STYLE = markup`
:root{color-scheme:light;--ground:#fff;--raised:#f3f3f5;--line:#d9d9de;--text:#17171b;--muted:#5b5b66;--good:#15703a;--warn:#9a4b00;--bad:#b42318;--read:#1d5fb8;--write:#ad1457;--skill:#6d28d9;--none:#6a6f7d;--learned:#007a78;--placebo:#857000;--reference:#44609c;--previous:#8a5a44}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--ground:#17171d;--raised:#22222a;--line:#3a3a46;--text:#ececf1;--muted:#a0a0ad;--good:#5fce8d;--warn:#f2b04d;--bad:#ff8a80;--read:#74aefc;--write:#f58bb6;--skill:#bf9bff;--none:#9ba1b0;--learned:#3cc9c2;--placebo:#d3bf4a;--reference:#93aef0;--previous:#d3a38c}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1.5rem 1rem 3rem;background:var(--ground);color:var(--text);font:14px/1.45 system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .4rem}
h2{font-size:1.15rem;margin:2.2rem 0 .6rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.3rem 0 .3rem}
h1,h2,h3,p,li,dd,th,td{overflow-wrap:anywhere;unicode-bidi:isolate}
p,ul,ol{margin:.4rem 0;max-width:90ch}
code{font:.85em/1.4 ui-monospace,monospace}
.small,.muted,.tick{color:var(--muted);font-size:12px}
.note{border:1px solid var(--warn);border-radius:6px;padding:.4rem .7rem;color:var(--warn);font-weight:600;max-width:none}
.warn{color:var(--warn);font-weight:600}
.verdict{font-size:1.15rem;line-height:1.45;border-left:5px solid var(--muted);padding:.3rem 0 .3rem .9rem}
.verdict strong{display:block;letter-spacing:.04em}
.helps{border-color:var(--good)}.helps strong,.pass .state{color:var(--good)}
.hurts{border-color:var(--bad)}.hurts strong,.fail .state{color:var(--bad)}
.cannot_tell{border-color:var(--warn)}.cannot_tell strong,.open .state{color:var(--warn)}
.gates{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:.7rem;padding:0;max-width:none;list-style-position:inside}
.gates li{border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem}
.gates li::marker{color:var(--muted)}
.gates h3{display:inline;margin:0}
.gates p{margin:.25rem 0}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.2rem 1rem;margin:.6rem 0}
dt{color:var(--muted)}dd{margin:0}
.methods{grid-template-columns:minmax(8rem,16rem) minmax(0,1fr)}
.wide{overflow-x:auto;margin:.7rem 0 1.2rem}
:focus-visible{outline:2px solid var(--read);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.25rem .9rem .25rem 0;border-bottom:1px solid var(--line);overflow-wrap:normal;min-width:3rem}
th:first-child{min-width:9rem;max-width:22rem;overflow-wrap:anywhere}
thead th{color:var(--muted);font-size:12px;font-weight:500;vertical-align:bottom}
tbody th{font-weight:400}
.n{text-align:right;padding:.25rem 0 .25rem .9rem}.n+:not(.n){padding-left:1.4rem}
td code{word-break:break-all}
svg{display:block;width:100%;min-width:44rem;height:auto;font:12px system-ui,sans-serif;font-variant-numeric:tabular-nums}
svg text{fill:var(--text)}svg .tick{fill:var(--muted);text-anchor:middle}svg .end{text-anchor:end}svg .strong{font-weight:600}
.grid{stroke:var(--line)}.zero{stroke:var(--text)}.limit{stroke:var(--warn);stroke-dasharray:4 3}
.whisker{stroke:currentColor;stroke-width:2;fill:none}.fill{fill:currentColor}.quiet{color:var(--muted)}
.arm-none{color:var(--none)}.arm-learned{color:var(--learned)}.arm-placebo{color:var(--placebo)}.arm-reference{color:var(--reference)}.arm-previous{color:var(--previous)}
rect.read{fill:var(--read)}rect.write{fill:var(--write)}rect.skill{fill:var(--skill)}rect.other{fill:var(--muted)}
rect.read,rect.write,rect.skill,rect.other{stroke:var(--ground)}
svg .inside{fill:var(--ground);text-anchor:middle}
@media (max-width:40rem){dl,.methods{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
@page{margin:14mm}
@media print{body{max-width:none;padding:0;font-size:10pt}.wide{overflow:visible}svg{min-width:0}.gates{grid-template-columns:repeat(3,1fr)}table{font-size:8.5pt}th,td{padding-right:.5rem;min-width:0}.n{padding-left:.5rem}th:first-child{min-width:6rem}h2,h3,caption{break-after:avoid}tr,svg,.gates li{break-inside:avoid}thead{display:table-header-group}svg,.verdict,.gates li{print-color-adjust:exact}}
`;
