import type { Random } from '../statistics/random.ts';
import { type Contrast, depthInBrain, normalizedRadius, signalOfBrain, signalOfCovers } from './anatomy.ts';
import type { Head } from './head.ts';
import { addLesion, type Lesion, type LesionSignals, lesionDistance, massEffect } from './lesion.ts';
import { length, step } from './smoothNoise.ts';

/** How one slice is taken. The same for both classes, so that nothing here tells them apart. */
type Scanner = {
  readonly contrast: Contrast;
  readonly lesionSignals: LesionSignals;
  /** Lines and columns that are measured, before they are resized to the image. */
  readonly columns: number;
  readonly lines: number;
  /** Half the height of the image in decimetres. */
  readonly fieldOfView: number;
  readonly angle: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** Change of brightness across the image, in its two directions. */
  readonly shading: readonly [number, number];
  readonly noise: number;
  /** Strength of the ghosts of a head that moved, 0: none. */
  readonly ghost: number;
  /** Bright spots in both classes: vessels and flecks in the white matter. */
  readonly spots: readonly {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly signal: number;
  }[];
};

type Weighting = { readonly contrast: Contrast; readonly lesion: LesionSignals };

// Typical looks, not measured. T1 is with contrast agent, which lights up a lesion's rim; FLAIR shows the swelling bright.
const T1: Weighting = {
  contrast: { air: 0.01, fat: 0.86, muscle: 0.42, bone: 0.07, marrow: 0.5, fluid: 0.13, grey: 0.42, white: 0.58 },
  lesion: { core: 0.26, rim: 0.82, oedema: 0.38 },
};
const FLAIR: Weighting = {
  contrast: { air: 0.01, fat: 0.78, muscle: 0.3, bone: 0.05, marrow: 0.3, fluid: 0.1, grey: 0.5, white: 0.4 },
  lesion: { core: 0.6, rim: 0.82, oedema: 0.78 },
};

const WEIGHTINGS = [T1, FLAIR];

export function drawScanner(random: Random, head: Head, aspect: number): Scanner {
  const between = (low: number, high: number) => low + (high - low) * random.next();
  const { contrast, lesion } = WEIGHTINGS[random.integer(WEIGHTINGS.length)] ?? T1;
  const vary = (signal: number) => signal * between(0.93, 1.07);
  const lines = Math.round(between(152, 216));
  const tightest = Math.max(head.halfLength, head.halfWidth / aspect);
  return {
    contrast: {
      ...contrast,
      fat: contrast.fat * between(0.75, 1.2),
      fluid: vary(contrast.fluid),
      grey: vary(contrast.grey),
    },
    lesionSignals: lesion,
    columns: Math.round(lines * aspect),
    lines,
    fieldOfView: tightest * between(1.02, 1.22),
    angle: random.normal() * 0.07,
    shiftX: random.normal() * 0.02,
    shiftY: random.normal() * 0.02,
    shading: [random.normal() * 0.1, random.normal() * 0.1],
    noise: between(0.01, 0.04),
    ghost: random.next() < 0.2 ? between(0.05, 0.16) : 0,
    spots: drawSpots(random, head),
  };
}

function drawSpots(random: Random, head: Head): Scanner['spots'] {
  const count = random.integer(5);
  const sinus = { x: 0.01 * random.normal(), y: head.halfLength * 0.83, radius: 0.035, signal: 0.35 * random.next() };
  const spots = Array.from({ length: count }, () => ({
    x: 0.25 * random.normal(),
    y: 0.35 * random.normal(),
    radius: 0.012 + 0.03 * random.next() ** 2,
    signal: 0.12 + 0.28 * random.next(),
  }));
  return [sinus, ...spots];
}

/** The measured signal, [lines, columns], about 0..1. */
export function takeSlice(head: Head, lesion: Lesion | null, scanner: Scanner, random: Random): Float32Array {
  const { lines, columns, fieldOfView, angle } = scanner;
  const signal = new Float32Array(lines * columns);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let line = 0; line < lines; line++) {
    for (let column = 0; column < columns; column++) {
      const right = ((2 * (column + 0.5) - columns) / lines) * fieldOfView - scanner.shiftX;
      const down = ((2 * (line + 0.5)) / lines - 1) * fieldOfView - scanner.shiftY;
      const x = right * cos + down * sin;
      const y = down * cos - right * sin;
      signal[line * columns + column] = shade(scanner, x, y) * signalWithLesion(head, lesion, scanner, x, y);
    }
  }
  if (scanner.ghost > 0) addGhosts(signal, lines, columns, scanner.ghost);
  addNoise(signal, scanner.noise, random);
  return signal;
}

function signalWithLesion(head: Head, lesion: Lesion | null, scanner: Scanner, x: number, y: number): number {
  const { contrast } = scanner;
  const share = normalizedRadius(head, x, y);
  const depth = depthInBrain(head, share);
  if (depth < 0) return signalOfCovers(head, contrast, share, x, y);
  const spots = spotsAt(scanner, x, y);
  const radii = lesion ? lesionDistance(lesion, head, x, y) : FAR;
  if (lesion === null || radii > FAR) return signalOfBrain(head, contrast, depth, x, y) + spots;
  const factor = 1 - (1 - massEffect(lesion, radii)) * step(0, 0.12, depth);
  const fromX = lesion.x + (x - lesion.x) * factor;
  const fromY = lesion.y + (y - lesion.y) * factor;
  const fromDepth = depthInBrain(head, normalizedRadius(head, fromX, fromY));
  const healthy = signalOfBrain(head, contrast, fromDepth, fromX, fromY);
  const patchy = head.noise(x * 9 + 17, y * 9 + 3);
  return addLesion(lesion, scanner.lesionSignals, healthy + spots, radii, patchy);
}

/** In radii: beyond this a lesion changes nothing. */
const FAR = 5;

function spotsAt({ spots }: Scanner, x: number, y: number): number {
  let sum = 0;
  for (const spot of spots) {
    const distance = length(x - spot.x, y - spot.y) / spot.radius;
    if (distance < 1.6) sum += spot.signal * step(1.6, 0.5, distance);
  }
  return sum;
}

/** Coils near one side see it brighter. */
function shade({ shading }: Scanner, x: number, y: number): number {
  return 1 + shading[0] * x + shading[1] * y - 0.08 * (x * x + y * y);
}

/** A head that moves leaves fainter copies of itself along the phase direction. */
function addGhosts(signal: Float32Array, lines: number, columns: number, strength: number): void {
  const still = signal.slice();
  const offset = Math.round(lines * 0.055);
  for (let line = 0; line < lines; line++) {
    for (let column = 0; column < columns; column++) {
      const above = still[((line + lines - offset) % lines) * columns + column] ?? 0;
      const below = still[((line + offset) % lines) * columns + column] ?? 0;
      const place = line * columns + column;
      signal[place] = (signal[place] ?? 0) * (1 - strength) + (strength * (above + below)) / 2;
    }
  }
}

/** Magnitude of a complex signal with normal noise in both parts (Rice): dark air is grainy, never below 0. */
function addNoise(signal: Float32Array, deviation: number, random: Random): void {
  const normals = Float32Array.from({ length: 4096 }, () => deviation * random.normal());
  for (let i = 0; i < signal.length; i++) {
    const drawn = random.integer(4096 * 4096);
    const real = (signal[i] as number) + (normals[drawn & 4095] as number);
    signal[i] = length(real, normals[drawn >>> 12] as number);
  }
}
