import type { HeatMap } from '../../../explain/heatMap.ts';
import { thirdOf } from '../../components/text/placeWords.ts';

type Map = Pick<HeatMap, 'width' | 'height' | 'values'>;

/** What each ninth of a heat map adds, as a share of all that speaks for or against: three rows of three, from the upper left; null where the map is empty. */
export function mapPlaces({ width, height, values }: Map): readonly (readonly number[])[] | null {
  const sums = [0, 1, 2].map(() => [0, 0, 0]);
  let total = 0;
  for (let at = 0; at < values.length; at++) {
    const row = sums[thirdOf((Math.floor(at / width) + 0.5) / height)];
    const column = thirdOf(((at % width) + 0.5) / width);
    if (row) row[column] = (row[column] ?? 0) + (values[at] ?? 0);
    total += Math.abs(values[at] ?? 0);
  }
  return total > 0 ? sums.map((row) => row.map((sum) => sum / total)) : null;
}
