import type { Head } from './head.ts';
import { length, mix, step } from './smoothNoise.ts';

/** Signal of each tissue, 0..1: what makes a slice T1, T2 or FLAIR. */
export type Contrast = {
  readonly air: number;
  readonly fat: number;
  readonly muscle: number;
  readonly bone: number;
  readonly marrow: number;
  readonly fluid: number;
  readonly grey: number;
  readonly white: number;
};

/** Where the brain ends and where the skin does, as shares of the way from the middle to the skin. */
const BRAIN_EDGE = 0.865;
const SKIN_EDGE = 1.015;

/** 0 in the middle, 1 at the skin. The outline lies between an ellipse and a rectangle, a little broader behind. */
export function normalizedRadius(head: Head, x: number, y: number): number {
  const along = y / head.halfLength;
  const across = x / (head.halfWidth * (1 + 0.06 * along - 0.03 * along * along));
  const squares = along * along + across * across;
  if (squares > 1.3) return Math.sqrt(squares); // far out in the air, bumps do not matter
  const corner = squares === 0 ? 0 : (0.24 * along * along * across * across) / squares;
  return Math.sqrt(squares - corner) * (1 + 0.035 * head.noise(x * 1.3 + 20, y * 1.3 + 20));
}

/** How deep in the brain a point lies; negative outside it. */
export function depthInBrain(head: Head, share: number): number {
  return (BRAIN_EDGE - share) * head.halfWidth;
}

/** The signal outside the brain: skin, fat, temporal muscle, skull, and the fluid below it. */
export function signalOfCovers(head: Head, c: Contrast, share: number, x: number, y: number): number {
  if (share > SKIN_EDGE) return c.air;
  const uneven = head.noise(x * 2.2 - 9, y * 2.2 + 5);
  const soft = 0.008;
  const skullInside = BRAIN_EDGE + 0.014;
  const skullOutside = skullInside + 0.055 * head.skull * (1 + 0.35 * uneven + 0.25 * Math.abs(y));
  const scalpInside = Math.max(skullOutside + 0.012, 1 - 0.055 * head.scalp * (1 + 0.5 * uneven));
  const texture = 0.9 + 0.35 * head.noise(x * 9 + 3, y * 9);
  let signal = mix(
    c.fluid,
    signalOfSkull(c, share, skullInside, skullOutside, texture),
    step(skullInside - soft, skullInside + soft, share),
  );
  const muscle = step(0.5, 0.8, Math.abs(x) / head.halfWidth) * step(0.3, 0.05, y) * step(0.7, 0.3, head.level);
  signal = mix(signal, mix(c.fat, c.muscle, muscle) * texture, step(skullOutside - soft, skullOutside + soft, share));
  signal = mix(signal, c.fat * (0.9 + 0.3 * uneven), step(scalpInside - soft, scalpInside + soft, share));
  signal = mix(signal, c.muscle * 0.8, step(0.975, 0.99, share));
  return mix(signal, c.air, step(0.99, SKIN_EDGE, share));
}

/** Two dark tables of bone with marrow between them. */
function signalOfSkull(c: Contrast, share: number, inside: number, outside: number, texture: number): number {
  const fromMiddle = Math.abs(share - (inside + outside) / 2) / (outside - inside);
  return mix(c.bone, c.marrow * texture, step(0.36, 0.14, fromMiddle));
}

/** The signal of the brain without a lesion. `depth` is that below its surface. */
export function signalOfBrain(head: Head, c: Contrast, depth: number, x: number, y: number): number {
  const ventricles = ventriclesAt(head, x, y);
  if (ventricles === 1) return c.fluid;
  const { fluid, grey } = cortexAt(head, depth, x, y);
  const white = (1 - grey) * (1 - greyNucleiAt(head, x, y));
  const grain = 1 + 0.05 * head.noise(x * 11, y * 11 + 30) + 0.05 * head.noise(x * 26 + 7, y * 26);
  return mix(mix(c.grey, c.white, white) * grain, c.fluid, Math.max(fluid, ventricles));
}

const CORTEX_THICKNESS = 0.034;
/** Pixels are about 0.01 wide: edges as soft as that do not show stairs. */
const SOFT = 0.011;

/** Shares of a place in the brain, 0..1. `grey` is that of what is not fluid; nuclei and ventricles are not counted. */
type Cortex = { fluid: number; grey: number };
const found: Cortex = { fluid: 0, grey: 0 }; // one for all calls: this runs for every pixel

/** The folded sheet of grey matter and the fluid in its sulci. The result is overwritten by the next call. */
function cortexAt(head: Head, depth: number, x: number, y: number): Readonly<Cortex> {
  const distance = distanceFromFluid(head, depth, x, y);
  const inner = head.sulcus + CORTEX_THICKNESS;
  found.fluid = step(head.sulcus + SOFT * 0.7, head.sulcus - SOFT * 0.7, distance);
  found.grey = step(inner + SOFT, inner - SOFT, distance);
  return found;
}

/** From the nearest surface of the brain: its outside, a sulcus, the cleft between the halves, the lateral fissure. */
function distanceFromFluid(head: Head, depth: number, x: number, y: number): number {
  const near = Math.min(depth + 0.004, cleftDistance(head, x, y));
  if (depth > head.sulcusDepth * 1.6 + 0.12) return near; // no sulcus reaches here
  const bentX = x + 0.085 * head.noise(x * 3.2 + 31, y * 3.2) + 0.02 * head.noise(x * 9 + 3, y * 9);
  const bentY = y + 0.085 * head.noise(x * 3.2, y * 3.2 + 47) + 0.02 * head.noise(x * 9, y * 9 + 11);
  return Math.min(near, sulcusDistance(head, depth, bentX, bentY), lateralFissureDistance(head, bentX, bentY));
}

/** Sulci run inwards: zero lines of a noise that is stretched along the way to the middle. */
function sulcusDistance(head: Head, depth: number, x: number, y: number): number {
  const radius = length(x, y) + 1e-6;
  const stretched = ((0.55 + 0.5 * radius) / radius) * head.folds;
  const waves = Math.abs(head.noise(x * stretched + 13, y * stretched - 8));
  const deepest = head.sulcusDepth * (1 + 0.9 * head.noise(x * 2.5 - 17, y * 2.5));
  return (waves * 0.95) / head.folds + Math.max(0, depth - deepest) * 0.9;
}

/** Only in front and at the back where the corpus callosum joins the halves, all the way above it. */
function cleftDistance(head: Head, x: number, y: number): number {
  const joined = step(0.8, 0.6, head.level);
  const reach = joined * Math.max(0, Math.min(y + 0.36, 0.42 - y));
  const bend = head.wobble * Math.sin(3 * y) + 0.012 * head.noise(y * 5 + 3, 40);
  return Math.abs(x - bend) * 0.9 + reach * 1.5 + 0.003;
}

/** From the side inwards and back along the insula. */
function lateralFissureDistance(head: Head, x: number, y: number): number {
  const faded = step(0.3, 0.6, head.level) * 0.2;
  const side = Math.abs(x);
  if (side < 0.25 || faded === 0.2) return 1;
  const outer = segmentDistance(side, y, 0.64, 0.02, 0.43, -0.05);
  const inner = segmentDistance(side, y, 0.43, -0.05, 0.37, 0.1);
  return Math.min(outer, inner) + faded - 0.003;
}

function segmentDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return length(x - ax - along * dx, y - ay - along * dy);
}

/** 0..1: caudate, putamen and thalamus, grey islands in the white matter of the lower slices. */
function greyNucleiAt(head: Head, x: number, y: number): number {
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
function ventriclesAt(head: Head, x: number, y: number): number {
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
