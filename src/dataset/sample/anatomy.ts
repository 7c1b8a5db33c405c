import type { Random } from '../random.ts';
import { createSmoothNoise, mix, type SmoothNoise, step } from './smoothNoise.ts';

/**
 * An axial slice of a head, drawn from a few numbers. Lengths are in decimetres (1 unit = 100 mm), the origin is the
 * middle of the head, x to the image's right, y to the back of the head. None of it is measured on anybody.
 */
export type Head = {
  readonly halfWidth: number;
  readonly halfLength: number;
  /** 0: at the level of the thalami; 1: above the ventricles. */
  readonly level: number;
  /** Thickness factors around 1. */
  readonly scalp: number;
  readonly skull: number;
  /** Half the width of a sulcus. */
  readonly sulcus: number;
  readonly sulcusDepth: number;
  readonly folds: number;
  readonly ventricles: number;
  /** Difference between the sides, about -0.2..0.2. */
  readonly lopsided: number;
  readonly wobble: number;
  readonly noise: SmoothNoise;
  readonly detail: SmoothNoise;
};

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

export function drawHead(random: Random): Head {
  const between = (low: number, high: number) => low + (high - low) * random.next();
  return {
    halfWidth: between(0.68, 0.78),
    halfLength: between(0.86, 0.98),
    level: between(0, 1),
    scalp: between(0.7, 1.5),
    skull: between(0.8, 1.25),
    sulcus: between(0.003, 0.014),
    sulcusDepth: between(0.12, 0.22),
    folds: between(5.2, 7.2),
    ventricles: between(0.6, 1.5),
    lopsided: between(-0.16, 0.16),
    wobble: between(-0.012, 0.012),
    noise: createSmoothNoise(random),
    detail: createSmoothNoise(random),
  };
}

/** Where the brain ends, as a share of the way from the middle to the skin. */
const BRAIN_EDGE = 0.865;

/** 0 in the middle, 1 at the skin. */
export function shareOfTheWayToTheSkin(head: Head, x: number, y: number): number {
  const egg = 1 + 0.08 * (y / head.halfLength) - 0.05 * (y / head.halfLength) ** 2;
  const bumps = 1 + 0.035 * head.noise(x * 1.3 + 20, y * 1.3 + 20);
  return Math.hypot(x / (head.halfWidth * egg), y / head.halfLength) * bumps;
}

/** How deep in the brain a point lies; negative outside it. */
export function depthInBrain(head: Head, share: number): number {
  return (BRAIN_EDGE - share) * head.halfWidth;
}

/** The signal of a head without a lesion at (x, y). */
export function signalAt(head: Head, contrast: Contrast, x: number, y: number): number {
  const share = shareOfTheWayToTheSkin(head, x, y);
  if (share > 1.02) return contrast.air;
  if (share > BRAIN_EDGE) return signalOfCovers(head, contrast, share, x, y);
  return signalOfBrain(head, contrast, depthInBrain(head, share), x, y);
}

/** Skin, fat, temporal muscle, the two tables of the skull with the marrow between them, and the fluid below. */
function signalOfCovers(head: Head, c: Contrast, share: number, x: number, y: number): number {
  const uneven = head.noise(x * 2.2 - 9, y * 2.2 + 5);
  const skullInside = BRAIN_EDGE + 0.014;
  const skullOutside = skullInside + 0.055 * head.skull * (1 + 0.35 * uneven + 0.25 * Math.abs(y));
  const scalpInside = Math.max(skullOutside + 0.012, 1 - 0.055 * head.scalp * (1 + 0.5 * uneven));
  const soft = 0.008;
  const marrowAt = (skullInside + skullOutside) / 2;
  const marrowWidth = (skullOutside - skullInside) * 0.28;
  const marrow = 1 - step(marrowWidth * 0.5, marrowWidth * 1.3, Math.abs(share - marrowAt));
  const skull = mix(c.bone, c.marrow, marrow * (0.75 + 0.6 * head.detail(x * 14, y * 14)));
  const muscle = step(0.55, 0.8, Math.abs(x) / head.halfWidth) * step(0.3, 0.05, y) * (1 - head.level);
  const under = mix(c.fat, c.muscle, muscle) * (0.86 + 0.35 * head.detail(x * 9 + 3, y * 9));
  let signal = mix(c.fluid, skull, step(skullInside - soft, skullInside + soft, share));
  signal = mix(signal, under, step(skullOutside - soft, skullOutside + soft, share));
  signal = mix(signal, c.fat * (0.9 + 0.3 * uneven), step(scalpInside - soft, scalpInside + soft, share));
  signal = mix(signal, c.muscle * 0.8, step(0.975, 0.99, share));
  return mix(signal, c.air, step(0.99, 1.01, share));
}

function signalOfBrain(head: Head, c: Contrast, depth: number, x: number, y: number): number {
  const cortex = 0.033;
  const soft = 0.011;
  const fromFluid = distanceFromFluid(head, depth, x, y);
  const grain = 1 + 0.05 * head.detail(x * 11, y * 11) + 0.04 * head.detail(x * 27 + 7, y * 27);
  const isTissue = step(head.sulcus - soft * 0.7, head.sulcus + soft * 0.7, fromFluid);
  const isWhite = step(head.sulcus + cortex - soft, head.sulcus + cortex + soft, fromFluid);
  const white = mix(isWhite, 0, greyNuclei(head, x, y));
  const tissue = mix(c.grey, c.white, white) * grain;
  const signal = mix(c.fluid, tissue, isTissue);
  return mix(signal, c.fluid, ventricles(head, x, y));
}

/** Distance from the nearest surface of the brain: its outside, a sulcus, the cleft between the halves, the lateral fissure. */
function distanceFromFluid(head: Head, depth: number, x: number, y: number): number {
  const wander = 0.07;
  const wx = x + wander * head.noise(x * 3 + 31, y * 3);
  const wy = y + wander * head.noise(x * 3, y * 3 + 47);
  const sulci = sulcusDistance(head, depth, wx, wy);
  const cleft = cleftDistance(head, x, y, wx);
  const lateral = lateralFissureDistance(head, wx, wy);
  return Math.min(depth + 0.004, sulci, cleft, lateral);
}

/** Sulci run inwards: zero lines of a noise that is stretched along the way to the middle. */
function sulcusDistance(head: Head, depth: number, x: number, y: number): number {
  const radius = Math.hypot(x, y) + 1e-6;
  const stretched = (0.62 + 0.42 * radius) / radius;
  const waves = Math.abs(head.detail(x * stretched * head.folds + 13, y * stretched * head.folds - 8));
  const deepest = head.sulcusDepth * (1 + 0.9 * head.noise(x * 2.5 - 17, y * 2.5));
  return (waves * 0.95) / head.folds + Math.max(0, depth - deepest) * 0.9;
}

/** The cleft between the halves: front and back only where the corpus callosum joins them, all the way above it. */
function cleftDistance(head: Head, x: number, y: number, wx: number): number {
  const joined = 1 - step(0.6, 0.8, head.level);
  const reach = joined * Math.max(0, Math.min(y + 0.33, 0.42 - y));
  const bend = head.wobble * Math.sin(3 * y) + 0.35 * (wx - x);
  return Math.abs(x - bend) * 0.9 + reach * 1.5 + 0.002;
}

function lateralFissureDistance(head: Head, x: number, y: number): number {
  const faded = step(0.3, 0.6, head.level) * 0.2;
  const side = Math.abs(x);
  const outer = segmentDistance(side, y, 0.64, 0.02, 0.43, -0.05);
  const inner = segmentDistance(side, y, 0.43, -0.05, 0.37, 0.1);
  return Math.min(outer, inner) + faded - 0.003;
}

/** 0..1: caudate, putamen and thalamus, grey islands in the white matter. */
function greyNuclei(head: Head, x: number, y: number): number {
  const shown = 1 - step(0.35, 0.65, head.level);
  if (shown === 0) return 0;
  const side = Math.abs(x + 0.02 * head.noise(x * 4, y * 4 + 60));
  const caudate = ellipse(side, y, 0.145, -0.15, 0.034, 0.085, 0.35);
  const putamen = ellipse(side, y, 0.265, -0.03, 0.05, 0.135, -0.2);
  const thalamus = ellipse(side, y, 0.085, 0.1, 0.062, 0.1, -0.35);
  return shown * 0.85 * Math.max(caudate, putamen, 0.8 * thalamus);
}

/** 0..1: the lateral ventricles, a pair of horns, and the slit of the third one between the thalami. */
function ventricles(head: Head, x: number, y: number): number {
  const shown = 1 - step(0.62, 0.85, head.level);
  const wx = x + 0.03 * head.noise(x * 3.5 + 5, y * 3.5 - 5);
  const side = Math.abs(wx);
  const size = head.ventricles * (1 + head.lopsided * Math.sign(wx)) * (0.6 + 0.4 * shown);
  const front = taperedDistance(side, y, 0.13, -0.25, 0.035, -0.06, 0.036 * size, 0.026 * size);
  const body = taperedDistance(side, y, 0.05, -0.06, 0.09, 0.14, 0.02 * size, 0.024 * size);
  const back = taperedDistance(side, y, 0.09, 0.14, 0.19, 0.34, 0.026 * size, 0.04 * size);
  const middle = segmentDistance(side, y, 0, 0.02, 0, 0.17) - 0.008 * size + 0.04 * step(0.3, 0.5, head.level);
  const hidden = 0.1 * (1 - shown);
  const septum = 0.011 - side; // a thin wall keeps the two sides apart
  const lateral = Math.max(Math.min(front, body, back) + hidden, septum);
  return 1 - step(-0.006, 0.01, Math.min(lateral, middle + hidden));
}

function segmentDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const along = shareAlong(x, y, ax, ay, bx, by);
  return Math.hypot(x - mix(ax, bx, along), y - mix(ay, by, along));
}

/** From a stroke whose radius goes from `ra` to `rb`. */
function taperedDistance(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  ra: number,
  rb: number,
): number {
  const along = shareAlong(x, y, ax, ay, bx, by);
  return Math.hypot(x - mix(ax, bx, along), y - mix(ay, by, along)) - mix(ra, rb, along);
}

function shareAlong(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  return Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
}

/** 1 inside, 0 outside, soft at the rim. */
function ellipse(x: number, y: number, cx: number, cy: number, rx: number, ry: number, turn: number): number {
  const [dx, dy] = [x - cx, y - cy];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const distance = Math.hypot((dx * cos + dy * sin) / rx, (dy * cos - dx * sin) / ry);
  return 1 - step(0.82, 1.12, distance);
}
