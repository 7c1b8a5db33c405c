import { escapeHtml } from '../escapeHtml.ts';
import type { ReportBlock, ReportSection } from './reportBlocks.ts';
import { chartSvg, layersSvg } from './reportSvg.ts';

/** May show what is in it, and ask nobody for anything. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #10151a; background: #fff; max-width: 860px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 18px; margin: 36px 0 8px; padding-top: 12px; border-top: 1px solid #d5dade; }
p { margin: 8px 0; max-width: 72ch; }
.quiet { color: #55606a; font-size: 13px; }
.strong { font-weight: 600; }
nav ol { columns: 2; padding-left: 20px; }
a { color: #00594c; }
table { border-collapse: collapse; width: 100%; margin: 12px 0; font-variant-numeric: tabular-nums; font-size: 13px; }
caption { text-align: left; font-weight: 600; padding: 4px 0; }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid #e4e8eb; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(120px, 200px) 1fr; gap: 4px 16px; margin: 12px 0; }
dt { color: #55606a; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
td:nth-child(2) { white-space: nowrap; }
figure { margin: 16px 0; }
figcaption { font-size: 13px; color: #55606a; }
svg { max-width: 100%; height: auto; }
.images { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: 12px; }
.images figure { margin: 0; }
.images img { width: 100%; background: #000; image-rendering: pixelated; }
@media print { body { padding: 0; max-width: none; } h2 { break-after: avoid; } tr, figure { break-inside: avoid; } nav { display: none; } }
`;

/** One file that opens from a disk and makes no request. */
export function reportHtml(title: string, sections: readonly ReportSection[]): string {
  const contents = sections.map(({ id, title: name }) => `<li><a href="#${id}">${escapeHtml(name)}</a></li>`).join('');
  const body = sections
    .map(
      ({ id, title: name, blocks }) =>
        `<section><h2 id="${id}">${escapeHtml(name)}</h2>${blocks.map(blockHtml).join('')}</section>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escapeHtml(title)}</h1><p class="strong">Research and education only. Not a medical device.</p></header>
<nav aria-label="Contents"><ol>${contents}</ol></nav>
<main>
${body}
</main>
</body>
</html>
`;
}

function blockHtml(block: ReportBlock): string {
  switch (block.kind) {
    case 'text':
      return `<p class="${block.tone ?? ''}">${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'definitions':
      return `<dl>${block.rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`;
    case 'table':
      return tableHtml(block);
    case 'chart':
      return figureHtml(chartSvg(block), block.caption);
    case 'layers':
      return figureHtml(layersSvg(block.shapes), block.caption);
    case 'images':
      return `<div class="images">${block.images.map(({ source, caption }) => figureHtml(`<img alt="" src="${escapeHtml(source)}">`, caption)).join('')}</div>`;
    default:
      return block satisfies never;
  }
}

function tableHtml({ caption, head, rows }: Extract<ReportBlock, { kind: 'table' }>): string {
  const cells = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? `<th scope="row">${escapeHtml(cell)}</th>` : `<td>${escapeHtml(cell)}</td>`,
      )
      .join('');
  const heads = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`;
}

function figureHtml(content: string, caption: string): string {
  return `<figure>${content}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}
