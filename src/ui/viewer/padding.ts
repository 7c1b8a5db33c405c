import type { ViewedPicture } from '../../worker/protocol.ts';

type Padded = Pick<ViewedPicture, 'padding'>;

/** Whether nothing was measured where a picture has this value. */
export function isPadding({ padding }: Padded, value: number): boolean {
  return padding !== null && value >= padding.low && value <= padding.high;
}

/** The values of a picture but its padding. */
export function measuredValues(picture: ViewedPicture): ViewedPicture['values'] {
  return picture.padding ? picture.values.filter((value) => !isPadding(picture, value)) : picture.values;
}
