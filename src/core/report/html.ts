import { Markup, markup } from './markup.ts';
import type { Report, ReportBlock, ReportPicture } from './report.ts';

/** Nothing is loaded and nothing runs, whatever a name from outside holds. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light dark; --line: #d8dedf; --soft: #5b6668; --good: #0f766e; --old: #b45309; }
@media (prefers-color-scheme: dark) { :root { --line: #364042; --soft: #a3afb1; --good: #2dd4bf; --old: #fbbf24; } }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 2.2rem 0 .6rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: 1.15rem; }
p { margin: .5rem 0; }
.made, figcaption, th { color: var(--soft); }
.summary { font-size: 1.05rem; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: normal; }
.number { padding-right: 0; padding-left: .75rem; text-align: right; }
svg { max-width: 100%; height: auto; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(96px, 1fr)); gap: .9rem .7rem; }
figure { margin: 0; font-size: .8rem; line-height: 1.3; break-inside: avoid; }
figure img { display: block; width: 96px; height: 96px; object-fit: contain; border-radius: 6px; background: color-mix(in srgb, currentColor 8%, transparent); }
figure img.small { image-rendering: pixelated; }
s { color: var(--old); }
b { color: var(--good); font-weight: 600; }
@media print { body { max-width: none; margin: 0; font-size: 11px; } h2 { break-after: avoid; } tr, svg { break-inside: avoid; } }
`;

/** Sides of a picture up to which its pixels are shown as squares. */
const SMALL = 64;

/** A report as one HTML file without scripts, which opens anywhere, loads nothing and prints. @param side of its pictures, in pixels */
export function reportHtml({ title, made, summary, sections }: Report, side: number): string {
  const shown = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="made">${made}</p>
</header>
<main>
${summary.map((sentence) => markup`<p class="summary">${sentence}</p>\n`)}${sections.map(
    (section) =>
      markup`<section>\n<h2>${section.title}</h2>\n${section.blocks.map((block) => renderBlock(block, side))}</section>\n`,
  )}</main>
</body>
</html>
`;
  return shown.source;
}

function renderBlock(block: ReportBlock, side: number): Markup {
  switch (block.kind) {
    case 'text':
      return markup`<p>${block.text}</p>\n`;
    case 'chart':
      return markup`<div class="wide">${new Markup(block.svg)}</div>\n`;
    case 'pictures':
      return markup`<div class="pictures">\n${block.pictures.map((picture) => renderPicture(picture, side))}</div>\n`;
    case 'table':
      return renderTable(block);
  }
}

function renderTable({ title, head, rows, numbersFrom }: Extract<ReportBlock, { kind: 'table' }>): Markup {
  const number = (at: number): Markup => (at >= numbersFrom ? markup` class="number"` : markup``);
  return markup`<div class="wide"><table aria-label="${title}">
${
  head.join('') === ''
    ? ''
    : markup`<thead><tr>${head.map((name, at) => markup`<th scope="col"${number(at)}>${name}</th>`)}</tr></thead>
`
}<tbody>
${rows.map((row) => markup`<tr>${row.map((cell, at) => markup`<td${number(at)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>
`;
}

function renderPicture({ png, name, lines }: ReportPicture, side: number): Markup {
  const said = lines.map((line) =>
    typeof line === 'string' ? markup`<br>${line}` : markup`<br><s>${line.old}</s><br>→ <b>${line.now}</b>`,
  );
  return markup`<figure><img class="${side <= SMALL ? 'small' : ''}" alt="" src="data:image/png;base64,${base64(png)}"><figcaption>${name}</figcaption>${said}</figure>\n`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
