import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { numberProblem, scaled } from './numberLimits.ts';

export const FROM_FIELD = { label: 'From', unit: '%', min: 0, max: 100 } as const;

/** No less than the field before it, where that is allowed. */
export function toField(from: number) {
  return {
    label: 'To',
    unit: '%',
    min: numberProblem(from, FROM_FIELD) === null ? from : FROM_FIELD.min,
    max: 100,
  } as const;
}

export function percentsOf({ from, to }: VolumeChoice): readonly [from: number, to: number] {
  return [scaled(from, 100), scaled(to, 100)];
}

/** Whether slices can be chosen by what the fields hold. */
export function isVolumeChoice(volumes: VolumeChoice): boolean {
  const [from, to] = percentsOf(volumes);
  return numberProblem(from, FROM_FIELD) === null && numberProblem(to, toField(from)) === null;
}
