import { cortexAt } from './cortex.ts';
import { greyNucleiAt, ventriclesAt } from './deepStructures.ts';
import type { Head } from './head.ts';
import { mix, step } from './smoothNoise.ts';

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
