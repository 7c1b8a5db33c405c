import { escapeHtml } from '../escapeHtml.ts';
import type { ReportAxis, ReportChart } from './reportBlocks.ts';

const [WIDTH, HEIGHT] = [560, 300];
const PLOT = { left: 48, top: 24, width: 490, height: 220 };
/** Told apart without colour, too. */
const STROKES = [
  { colour: '#10151a', dashes: '' },
  { colour: '#00796b', dashes: '6 3' },
  { colour: '#8a5300', dashes: '2 3' },
] as const;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** A plot with its axes and a legend. */
export function chartSvg({ caption, x, y, lines }: ReportChart): string {
  const left = (value: number) => PLOT.left + (PLOT.width * (value - x.low)) / (x.high - x.low || 1);
  const top = (value: number) => PLOT.top + PLOT.height * (1 - (value - y.low) / (y.high - y.low || 1));
  const bottom = PLOT.top + PLOT.height;
  const across = ticksOf(x).map((tick) => text(left(tick), bottom + 16, 'middle', shortNumber(tick)));
  const up = ticksOf(y).map(
    (tick) =>
      `<path d="M${PLOT.left} ${round(top(tick))}h${PLOT.width}" stroke="#e4e8eb"/>${text(PLOT.left - 6, top(tick) + 4, 'end', shortNumber(tick))}`,
  );
  const drawn = lines.map(({ name, points }, index) => {
    const { colour, dashes } = STROKES[index % STROKES.length] ?? STROKES[0];
    const path = points.map(([atX, atY]) => `${round(left(atX))} ${round(top(atY))}`).join('L');
    const key = `<path d="M${PLOT.left + 8 + 150 * index} ${HEIGHT - 8}h24" stroke="${colour}" stroke-width="2" stroke-dasharray="${dashes}"/>`;
    const label = text(PLOT.left + 38 + 150 * index, HEIGHT - 4, 'start', name);
    return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dashes}"/>${key}${label}`;
  });
  const axes = `${text(PLOT.left + PLOT.width, bottom + 34, 'end', x.label)}${text(0, 12, 'start', y.label)}`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escapeHtml(caption)}" font-size="12" font-family="inherit">${up.join('')}${across.join('')}<path d="M${PLOT.left} ${bottom}h${PLOT.width}" stroke="#10151a"/>${axes}${drawn.join('')}</svg>`;
}

function ticksOf({ low, high }: ReportAxis): number[] {
  return TICKS.map((share) => low + share * (high - low));
}

const [TALLEST, GAP] = [140, 6];

/** One box for each layer: as high as its images, and the wider the more channels it has. */
export function layersSvg(shapes: readonly (readonly number[])[]): string {
  const highest = Math.max(...shapes.map(([side = 1, ...others]) => (others.length > 0 ? side : 1)));
  const boxes = shapes.map((shape) => {
    const [side = 1] = shape;
    const channels = shape.at(-1) ?? 1;
    const height = shape.length > 1 ? (TALLEST * side) / highest : Math.min(TALLEST, 6 + 12 * Math.log2(1 + channels));
    return {
      height: Math.max(4, height),
      width: shape.length > 1 ? 4 + 4 * Math.log2(1 + channels) : 8,
      label: shape.join(' x '),
    };
  });
  let at = 0;
  const drawn = boxes.map(({ height, width, label }) => {
    const left = at;
    at += width + GAP;
    return `<rect x="${round(left)}" y="${round((TALLEST - height) / 2)}" width="${round(width)}" height="${round(height)}" fill="#e1f2ef" stroke="#00594c"><title>${escapeHtml(label)}</title></rect>`;
  });
  const names = boxes.map(({ label }) => label).join(', ');
  return `<svg viewBox="-1 -1 ${round(at + 2)} ${TALLEST + 2}" width="${round(at + 2)}" height="${TALLEST + 2}" role="img" aria-label="${escapeHtml(`Layers: ${names}`)}">${drawn.join('')}</svg>`;
}

function text(x: number, y: number, anchor: 'start' | 'middle' | 'end', words: string): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#55606a">${escapeHtml(words)}</text>`;
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}
