import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';

/** 'all axial slices', 'the sagittal slices from 25 to 75 %' */
export function volumesSentence({ plane, from, to }: VolumeChoice): string {
  const [first, last] = [Math.round(100 * from), Math.round(100 * to)];
  return first === 0 && last === 100 ? `all ${plane} slices` : `the ${plane} slices from ${first} to ${last} %`;
}

/** What speaks for a choice. `trainedOn`: null where it is not known. */
export function volumesHint(trainedOn: VolumeChoice | null): string {
  return trainedOn
    ? `This network was trained on ${volumesSentence(trainedOn)} of its volumes: it has not learned other slices.`
    : 'The model does not say which slices of volumes it was trained on.';
}
