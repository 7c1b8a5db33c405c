import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';

/** The places in the stack whose middle lies within the shares; the one in the middle of them where there is none. */
export function placesOf({ from, to }: VolumeChoice, count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, place) => place);
  const within = all.filter((place) => place + 0.5 >= from * count && place + 0.5 <= to * count);
  const middle = Math.floor(((from + to) / 2) * count);
  return within.length > 0 ? within : [Math.min(Math.max(middle, 0), count - 1)];
}
