// Times of nested calls as a tree, as bars of text and as a picture.

/** @typedef {{ name: string, ms: number, children: Frame[] }} Frame */

/** Frames `{ path, ms, calls, flops, bytes }` and the whole's time -> a tree; what no frame explains is a branch too. */
export function treeOf(frames, wholeMs, unexplained) {
  /** @type {Frame} */
  const root = { name: 'step', ms: wholeMs, children: [] };
  for (const frame of [...frames].sort((a, b) => a.path.length - b.path.length)) {
    const parent = frame.path.slice(0, -1).reduce((node, name) => childOf(node, name), root);
    Object.assign(childOf(parent, frame.path.at(-1)), frame);
  }
  const explained = root.children.reduce((sum, { ms }) => sum + ms, 0);
  root.children.push({ name: unexplained, ms: Math.max(0, wholeMs - explained), children: [] });
  sort(root);
  return root;
}

function childOf(node, name) {
  const found = node.children.find((child) => child.name === name);
  if (found) return found;
  const child = { name, ms: 0, children: [] };
  node.children.push(child);
  return child;
}

function sort(node) {
  node.children.sort((a, b) => b.ms - a.ms);
  for (const child of node.children) sort(child);
}

const BAR = 30;

/** One line a node that takes at least `leastShare` of the whole: bar, time, share, name, speed. */
export function textFlame(root, leastShare = 0.01) {
  const lines = [];
  const visit = (node, depth) => {
    const share = node.ms / root.ms;
    if (share < leastShare) return;
    const bar = '#'.repeat(Math.round(BAR * share)).padEnd(BAR);
    const time = `${node.ms.toFixed(2)} ms`.padStart(10);
    const percent = `${(100 * share).toFixed(1)} %`.padStart(7);
    lines.push(`${bar}${time}${percent}  ${'  '.repeat(depth)}${node.name}${speedOf(node)}`);
    for (const child of node.children) visit(child, depth + 1);
  };
  visit(root, 0);
  return lines.join('\n');
}

/** ', 24.1 GFLOP/s' of products, ', 9.1 GB/s' of what only passes over memory. */
function speedOf({ ms, flops = 0, bytes = 0 }) {
  if (flops > 0) return `, ${(flops / ms / 1e6).toFixed(1)} GFLOP/s`;
  return bytes > 0 ? `, ${(bytes / ms / 1e6).toFixed(1)} GB/s` : '';
}

const WIDTH = 1200;
const ROW = 22;
const COLOURS = ['#f4a261', '#e9c46a', '#a8dadc', '#b7e4c7', '#ffd6a5', '#cdb4db', '#bde0fe'];

/** The root on top, what it calls below, as wide as it takes long. */
export function svgFlame(root, title) {
  const boxes = [];
  let deepest = 0;
  const visit = (node, depth, x) => {
    const width = (WIDTH * node.ms) / root.ms;
    if (width < 1) return;
    deepest = Math.max(deepest, depth);
    boxes.push(boxOf(node, depth, x, width, root.ms));
    let next = x;
    for (const child of node.children) {
      visit(child, depth + 1, next);
      next += (WIDTH * child.ms) / root.ms;
    }
  };
  visit(root, 0, 0);
  const height = (deepest + 2) * ROW;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12">
<text x="4" y="15">${escaped(title)}</text>
${boxes.join('\n')}
</svg>
`;
}

function boxOf(node, depth, x, width, wholeMs) {
  const words = `${node.name}: ${node.ms.toFixed(2)} ms, ${((100 * node.ms) / wholeMs).toFixed(1)} %${speedOf(node)}`;
  const colour = COLOURS[[...node.name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % COLOURS.length];
  const shown = words.slice(0, Math.floor(width / 7));
  const y = (depth + 1) * ROW;
  const box = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}" fill="${colour}"/>`;
  const text = `<text x="${(x + 3).toFixed(1)}" y="${y + 15}">${escaped(shown)}</text>`;
  return `<g><title>${escaped(words)}</title>${box}${text}</g>`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
