/** A notch of a mouse wheel is more, a touch pad sends many that are less. */
const PIXELS_PER_SLICE = 40;
const FARTHEST_NOTCH_PX = 200;
const WHEEL_RATE = 0.002;
const PINCH_RATE = 0.01;

/** One event of a wheel or a touch pad. */
export type WheelTurn = {
  /** Some hundred a notch; down is positive. */
  readonly pixels: number;
  /** Of a mouse wheel: a busy browser joins what was turned meanwhile into one event. At least 1. */
  readonly notches: number;
};

/** Counts wheel movements as slices: a notch is one slice, however far it goes, and small movements add up. */
export class SliceWheel {
  private left = 0;

  /** @returns slices to go on, or back where negative */
  turn({ pixels, notches }: WheelTurn): number {
    if (Math.abs(pixels) >= PIXELS_PER_SLICE) {
      this.left = 0;
      return Math.sign(pixels) * notches;
    }
    this.left += pixels;
    const slices = Math.trunc(this.left / PIXELS_PER_SLICE);
    this.left -= slices * PIXELS_PER_SLICE;
    return slices;
  }
}

/** How much larger a movement of the wheel makes the image; `pinching`: two fingers on a touch pad, whose steps are small. */
export function wheelZoom({ pixels, notches }: WheelTurn, pinching: boolean): number {
  const farthest = FARTHEST_NOTCH_PX * notches;
  const within = Math.max(-farthest, Math.min(farthest, pixels));
  return Math.exp(-within * (pinching && Math.abs(pixels) < PIXELS_PER_SLICE ? PINCH_RATE : WHEEL_RATE));
}
