/** How a volume is cut. Axial slices lie across the body, coronal ones along its front, sagittal ones along its side. */
export type Plane = 'axial' | 'coronal' | 'sagittal';

/** Which slices of a volume are taken. */
export type VolumeChoice = {
  readonly plane: Plane;
  /** Shares of the stack, 0..1: {from: 0, to: 1} is all of it. Counted from the feet, the back or the left of the person. */
  readonly from: number;
  readonly to: number;
};

export const ALL_AXIAL: VolumeChoice = { plane: 'axial', from: 0, to: 1 };

/** The places in the stack whose middle lies within the shares; the one in the middle of them where there is none. */
export function placesOf({ from, to }: VolumeChoice, count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, place) => place);
  const within = all.filter((place) => place + 0.5 >= from * count && place + 0.5 <= to * count);
  const middle = Math.floor(((from + to) / 2) * count);
  return within.length > 0 ? within : [Math.min(Math.max(middle, 0), count - 1)];
}
