/** A notch of a mouse wheel is more, a touch pad sends many that are less. */
const PIXELS_PER_SLICE = 40;
const FARTHEST_PX = 200;
const WHEEL_RATE = 0.002;
const PINCH_RATE = 0.01;

/** Counts wheel movements as slices: a notch is one slice, however far it goes, and small movements add up. */
export class SliceWheel {
  private left = 0;

  /** @param pixels down is positive @returns slices to go on, or back where negative */
  turn(pixels: number): number {
    if (Math.abs(pixels) >= PIXELS_PER_SLICE) {
      this.left = 0;
      return Math.sign(pixels);
    }
    this.left += pixels;
    const slices = Math.trunc(this.left / PIXELS_PER_SLICE);
    this.left -= slices * PIXELS_PER_SLICE;
    return slices;
  }
}

/** How much larger a movement of the wheel makes the image; `pinching`: two fingers on a touch pad, whose steps are small. */
export function wheelZoom(pixels: number, pinching: boolean): number {
  const within = Math.max(-FARTHEST_PX, Math.min(FARTHEST_PX, pixels));
  return Math.exp(-within * (pinching && Math.abs(pixels) < PIXELS_PER_SLICE ? PINCH_RATE : WHEEL_RATE));
}
