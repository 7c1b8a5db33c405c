import * as v from 'valibot';
import { type RecordOf, share } from './recordSchemas.ts';

export const volumeChoiceSchema = v.pipe(
  v.strictObject({
    /** Axial slices lie across the body, coronal ones along its front, sagittal ones along its side. */
    plane: v.picklist(['axial', 'coronal', 'sagittal']),
    /** Shares of the stack: {from: 0, to: 1} is all of it. Counted from the feet, the back or the left of the person. */
    from: share,
    to: share,
  }),
  v.check(({ from, to }) => from <= to, 'must begin before it ends'),
);
/** Which slices of a volume are taken. */
export type VolumeChoice = RecordOf<typeof volumeChoiceSchema>;
/** How a volume is cut. */
export type Plane = VolumeChoice['plane'];

/** Returns the slices of a stack of `count` whose middle lies within the choice; where there is none, the one in the middle of it. */
export function placesOf({ from, to }: VolumeChoice, count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, place) => place);
  const within = all.filter((place) => place + 0.5 >= from * count && place + 0.5 <= to * count);
  const middle = Math.floor(((from + to) / 2) * count);
  return within.length > 0 ? within : [Math.min(Math.max(middle, 0), count - 1)];
}
