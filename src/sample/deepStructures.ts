import type { Head } from './head.ts';
import { length, mix, step } from './smoothNoise.ts';

/** 0..1: caudate, putamen and thalamus, grey islands in the white matter of the lower slices. */
export function greyNucleiAt(head: Head, x: number, y: number): number {
  const shown = step(0.65, 0.35, head.level);
  const side = Math.abs(x);
  if (shown === 0 || side > 0.4 || y < -0.35 || y > 0.3) return 0;
  const bentSide = side + 0.05 * head.noise(x * 5, y * 5 + 60);
  const bentY = y + 0.05 * head.noise(x * 5 + 50, y * 5);
  const caudate = ellipse(bentSide, bentY, 0.15, -0.15, 0.036, 0.09, 0.35);
  const putamen = ellipse(bentSide, bentY, 0.265, -0.03, 0.052, 0.14, -0.22);
  const thalamus = ellipse(bentSide, bentY, 0.085, 0.1, 0.064, 0.1, -0.35);
  return shown * 0.85 * Math.max(caudate, putamen, 0.8 * thalamus);
}

/**
 * 0..1: the lateral ventricles, a pair of bows that part in front and behind, and the slit of the third one.
 * Low slices show horns only, those of the middle the whole bows, those above nothing.
 */
export function ventriclesAt(head: Head, x: number, y: number): number {
  if (head.level > 0.8 || Math.abs(x) > 0.4 || y < -0.45 || y > 0.5) return 0;
  const bentX = x + 0.035 * head.noise(x * 3.5 + 5, y * 3.5 - 5);
  const bentY = y + 0.03 * head.noise(x * 3.5 + 25, y * 3.5 + 15);
  const size = head.ventricles[bentX < 0 ? 0 : 1];
  const bow = bowDistance(head.level, size, Math.abs(bentX), bentY);
  const third =
    step(0.3, 0.5, head.level) * 0.04 + length(bentX, Math.max(0, Math.abs(bentY - 0.09) - 0.075)) - 0.009 * size;
  return step(0.01, -0.006, Math.min(bow, third));
}

function bowDistance(level: number, size: number, side: number, y: number): number {
  const fromWaist = y + 0.05;
  const bend = fromWaist < 0 ? 1.6 : 0.95;
  const middle = 0.042 + 0.012 * size + bend * fromWaist * fromWaist;
  const slope = 2 * bend * fromWaist;
  const across = Math.abs(side - middle) / Math.sqrt(1 + slope * slope);
  const horns = step(0.1, 0.17, Math.abs(y - 0.03));
  const open = mix(horns, 1, step(0.25, 0.5, level)) * step(0.8, 0.66, level);
  const width = size * (0.026 + 0.03 * step(0, 0.35, Math.abs(fromWaist))) * open;
  const beyondEnds = Math.max(0, -0.25 - 0.04 * size - y, y - 0.27 - 0.06 * size);
  const septum = 0.01 - side; // a thin wall keeps the two sides apart
  return Math.max(length(across, beyondEnds) - width + 0.012 * (1 - open), septum);
}

/** 1 inside, 0 outside, soft at the rim. */
function ellipse(x: number, y: number, cx: number, cy: number, rx: number, ry: number, turn: number): number {
  const dx = x - cx;
  const dy = y - cy;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return step(1.12, 0.82, length((dx * cos + dy * sin) / rx, (dy * cos - dx * sin) / ry));
}
