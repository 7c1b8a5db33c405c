import type { Head } from './head.ts';
import { length, step } from './smoothNoise.ts';

const CORTEX_THICKNESS = 0.034;
/** Pixels are about 0.01 wide: edges as soft as that do not show stairs. */
const SOFT = 0.011;

/** Shares of a place in the brain, 0..1. `grey` is that of what is not fluid; nuclei and ventricles are not counted. */
type Cortex = { fluid: number; grey: number };
const found: Cortex = { fluid: 0, grey: 0 }; // one for all calls: this runs for every pixel

/** The folded sheet of grey matter and the fluid in its sulci. The result is overwritten by the next call. */
export function cortexAt(head: Head, depth: number, x: number, y: number): Readonly<Cortex> {
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
