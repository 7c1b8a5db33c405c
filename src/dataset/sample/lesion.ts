import type { Random } from '../random.ts';
import { depthInBrain, type Head, shareOfTheWayToTheSkin } from './anatomy.ts';
import { mix, step } from './smoothNoise.ts';

/** A made-up tumour: a core, a rim around it, and oedema in the tissue beyond. Lengths as in `Head`. */
export type Lesion = {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** 0: round; 0.4: ragged. */
  readonly ragged: number;
  /** How plainly it is seen, 0..1. */
  readonly strength: number;
  /** Brightness of the rim against the core: 0 is a solid lesion, 1 a ring. */
  readonly ring: number;
  /** How far the oedema reaches, in radii. */
  readonly oedema: number;
  /** How far it pushes its surroundings, in radii. */
  readonly mass: number;
};

/** Signals of a lesion in one contrast, 0..1. */
export type LesionSignals = { readonly core: number; readonly rim: number; readonly oedema: number };

/** Somewhere in the brain, clear of its edge and of the midline's middle. */
export function drawLesion(random: Random, head: Head): Lesion {
  const between = (low: number, high: number) => low + (high - low) * random.next();
  const radius = between(0.1, 0.22);
  for (;;) {
    const [x, y] = [between(-0.55, 0.55), between(-0.65, 0.65)];
    if (depthInBrain(head, shareOfTheWayToTheSkin(head, x, y)) < radius * 0.7) continue;
    if (Math.abs(x) < 0.08) continue;
    return {
      x,
      y,
      radius,
      ragged: between(0.1, 0.45),
      strength: between(0.55, 1),
      ring: random.next() < 0.45 ? between(0.5, 1) : between(0, 0.2),
      oedema: between(1.3, 2.1),
      mass: between(0.1, 0.5),
    };
  }
}

/** How far from the lesion a point is, in radii, its raggedness included. */
export function radiiFrom(lesion: Lesion, head: Head, x: number, y: number): number {
  const [dx, dy] = [x - lesion.x, y - lesion.y];
  const ragged = lesion.ragged * (head.noise(x * 6 + 70, y * 6) + 0.5 * head.detail(x * 13, y * 13 + 70));
  return Math.hypot(dx, dy) / lesion.radius + ragged;
}

/** Where the tissue that is now at distance `radii` was before the mass pushed it away: a factor for its offset. */
export function pushedFrom(lesion: Lesion, radii: number): number {
  return 1 - lesion.mass * Math.exp(-((radii / 2) ** 2));
}

/** The signal of tissue with the lesion over it. */
export function addLesion(lesion: Lesion, signals: LesionSignals, healthy: number, radii: number): number {
  const spread = 1 - step(0.9, lesion.oedema, radii);
  const swollen = mix(healthy, signals.oedema, 0.75 * lesion.strength * spread);
  if (radii > 1.2) return swollen;
  const inside = 1 - step(0.88, 1.12, radii);
  const rim = step(0.45, 0.75, radii);
  const enhancing = mix(signals.rim, signals.core, lesion.ring * (1 - rim));
  return mix(swollen, enhancing, inside * lesion.strength);
}
