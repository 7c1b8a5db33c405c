import type { Random } from '../statistics/random.ts';
import { depthInBrain, normalizedRadius } from './anatomy.ts';
import type { Head } from './head.ts';
import { length, mix, step } from './smoothNoise.ts';

/** A made-up tumour: a core, a rim around it, and oedema in the tissue beyond. Lengths as in `Head`. */
export type Lesion = {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** 0: round; 0.4: ragged. */
  readonly ragged: number;
  /** Softness of the edge, in radii. */
  readonly blur: number;
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
  const radius = between(0.14, 0.27);
  for (;;) {
    const [x, y] = [between(-0.55, 0.55), between(-0.65, 0.65)];
    if (depthInBrain(head, normalizedRadius(head, x, y)) < radius * 0.7) continue;
    if (Math.abs(x) < 0.08) continue;
    return {
      x,
      y,
      radius,
      ragged: between(0.1, 0.45),
      blur: between(0.06, 0.3),
      strength: between(0.7, 1),
      ring: random.next() < 0.45 ? between(0.5, 1) : between(0, 0.2),
      oedema: between(1.3, 2.1),
      mass: between(0.1, 0.5),
    };
  }
}

/** How far from the lesion a point is, in radii, its raggedness included. */
export function lesionDistance(lesion: Lesion, head: Head, x: number, y: number): number {
  const [dx, dy] = [x - lesion.x, y - lesion.y];
  const ragged = lesion.ragged * (head.noise(x * 6 + 70, y * 6) + 0.5 * head.noise(x * 13, y * 13 + 40));
  return length(dx, dy) / lesion.radius + ragged;
}

/** Where the tissue that is now at distance `radii` was before the mass pushed it away: a factor for its offset. */
export function massEffect(lesion: Lesion, radii: number): number {
  return 1 - lesion.mass * Math.exp(-((radii / 2) ** 2));
}

/** The signal of tissue with the lesion over it. `patchy` is a noise of about -0.7..0.7: no lesion is of one piece. */
export function addLesion(
  lesion: Lesion,
  signals: LesionSignals,
  healthy: number,
  radii: number,
  patchy: number,
): number {
  const spread = step(lesion.oedema, 0.85, radii * (1 + 0.3 * patchy));
  const swollen = mix(healthy, signals.oedema, 0.7 * lesion.strength * spread);
  if (radii > 1.3) return swollen;
  const inside = step(1 + lesion.blur, 1 - lesion.blur, radii);
  const core = step(0.8, 0.5, radii + 0.35 * patchy);
  const mass = mix(signals.rim, signals.core, lesion.ring * core) * (1 + 0.3 * patchy);
  return mix(swollen, mass, inside * lesion.strength);
}
