import * as v from 'valibot';
import type { RecordOf } from '../dataset/recordSchemas.ts';
import { addedField, choiceField, decimalField, entriesOf, flagField, wholeField } from '../dataset/settingFields.ts';
import { PREPROCESSING_VERSION, PREPROCESSING_VERSIONS } from '../decoding/preprocessingVersion.ts';

export const preprocessingFields = {
  /** Width and height of the input. */
  size: wholeField({
    label: 'Input size',
    name: 'input size',
    unit: 'pixels a side',
    hint: 'Every scan is resized to this square. A larger one shows more detail and takes longer.',
    ...{ min: 32, max: 256 },
  }),
  depth: choiceField({
    label: 'Depth',
    hint: 'Channels of the input. MRI and CT scans are grey.',
    options: [
      { value: 1, label: '1 (grey)' },
      { value: 3, label: '3 (RGB)' },
    ],
  }),
  /** 'harmonise' takes from scans what tells their source: see `harmonise.ts`. */
  fit: choiceField({
    label: 'Resize to the square',
    hint: 'Harmonised scans reveal less about their source: no margins, one sharpness, one contrast.',
    options: [
      { value: 'stretch', label: 'Stretch: fills the square' },
      { value: 'pad', label: 'Pad: keeps the aspect, black around' },
      { value: 'harmonise', label: 'Harmonise: crops to the head, one sharpness' },
    ],
  }),
};

export const preprocessingSchema = v.strictObject({
  version: v.picklist(PREPROCESSING_VERSIONS),
  ...entriesOf(preprocessingFields),
});
/** How pixels become the network's input. Saved with the model, so that it never sees other pixels in use than in training. */
export type PreprocessingSpec = RecordOf<typeof preprocessingSchema>;

/**
 * An amount of 0 is off: the field's switch says so, and the field itself begins above 0. What moves pixels is drawn in `augment.ts`,
 * and applied in `augmentImage.ts`, `compute/kernels/operations/resample.ts` and `compute/webgl/gpuImageStore.ts`; what degrades them is
 * drawn in `degradationDraw.ts` and applied in `applyDegradation.ts` alone. A new one is an `addedField`, since stored models do not have it.
 */
export const augmentationFields = {
  horizontalFlip: flagField({ label: 'Flip left to right', name: 'flip' }),
  /** Degrees either way. */
  rotation: decimalField({
    label: 'Angle',
    unit: '± °',
    toggle: { label: 'Rotate', off: 0, usual: 10 },
    ...{ min: 0.1, max: 180, scale: 1, accepts: [0, 180] },
  }),
  /** Share either way, e.g. 0.1 for 90 % to 110 %. */
  zoom: decimalField({
    label: 'Enlarge',
    unit: '± %',
    toggle: { label: 'Zoom', off: 0, usual: 0.1 },
    ...{ min: 0.1, max: 50, scale: 100, accepts: [0, 1] },
  }),
  /** Share of the side either way. */
  shift: decimalField({
    label: 'Move',
    unit: '± %',
    toggle: { label: 'Shift', off: 0, usual: 0.06 },
    ...{ min: 0.1, max: 50, scale: 100, accepts: [0, 1] },
  }),
  /** Share either way. */
  brightness: decimalField({
    label: 'Brightness',
    unit: '± %',
    toggle: { label: 'Brighten', off: 0, usual: 0.2 },
    ...{ min: 0.1, max: 100, scale: 100, accepts: [0, 1] },
  }),
  /** Share either way of the differences from the mean. */
  contrast: degradationField({
    label: 'Contrast',
    unit: '± %',
    toggle: { label: 'Vary contrast', off: 0, usual: 0.2 },
    ...{ min: 0.1, max: 90, scale: 100, accepts: [0, 1] },
  }),
  /** The exponent of grey levels is 1 + this at most, or its inverse. */
  gamma: degradationField({
    label: 'Gamma',
    unit: '± %',
    toggle: { label: 'Vary gamma', off: 0, usual: 0.3 },
    ...{ min: 0.1, max: 200, scale: 100, accepts: [0, 2] },
  }),
  /** Standard deviation in pixels of the input, at most. */
  blur: degradationField({
    label: 'Deviation',
    unit: '≤ px',
    toggle: { label: 'Blur', hint: 'As scans that were enlarged, or moved.', off: 0, usual: 1 },
    ...{ min: 0.1, max: 8, scale: 1, accepts: [0, 8] },
  }),
  /** Share of the side that is lost before the image is enlarged again, at most. */
  resolution: degradationField({
    label: 'Pixels lost',
    unit: '≤ %',
    toggle: {
      label: 'Lower resolution',
      hint: 'Loses pixels and is enlarged again, as small pictures.',
      off: 0,
      usual: 0.5,
    },
    ...{ min: 1, max: 90, scale: 100, accepts: [0, 0.95] },
  }),
  /** Standard deviation of grey levels, as a share of white, at most. */
  noise: degradationField({
    label: 'Deviation',
    unit: '≤ %',
    toggle: {
      label: 'Noise',
      hint: 'In % of white. Helps on noisy scans, and costs a little on clean ones.',
      off: 0,
      usual: 0.05,
    },
    ...{ min: 0.1, max: 50, scale: 100, accepts: [0, 1] },
  }),
  /** 100 % is JPEG at quality 1, at most. */
  compression: degradationField({
    label: 'Compression',
    unit: '≤ %',
    toggle: { label: 'JPEG', hint: 'Loses what JPEG loses, down to a quality of 100 less this.', off: 0, usual: 0.6 },
    ...{ min: 1, max: 99, scale: 100, accepts: [0, 0.99] },
  }),
  /** Side of the square, as a share of the image's. */
  cutOut: degradationField({
    label: 'Side',
    unit: '%',
    toggle: { label: 'Cut out', hint: 'A black square hides a part: its side, of the image’s.', off: 0, usual: 0.3 },
    ...{ min: 1, max: 90, scale: 100, accepts: [0, 1] },
  }),
};

function degradationField(asked: Parameters<typeof decimalField>[0]) {
  return addedField(decimalField(asked), 0);
}

export const augmentationSchema = v.strictObject(entriesOf(augmentationFields));
/** Random changes of training images. An amount of 0 (or false) is off. */
export type Augmentation = RecordOf<typeof augmentationSchema>;

/** False where every change is switched off. */
export function isAugmenting(augmentation: Augmentation): boolean {
  return Object.values(augmentation).some((amount) => amount !== false && amount !== 0);
}

export const noAugmentation: Augmentation = {
  horizontalFlip: false,
  rotation: 0,
  zoom: 0,
  shift: 0,
  brightness: 0,
  contrast: 0,
  gamma: 0,
  blur: 0,
  resolution: 0,
  noise: 0,
  compression: 0,
  cutOut: 0,
};

/** What the Course CNN is fed: made at once at an import, and judged by the audit. */
export const DEFAULT_INPUT: PreprocessingSpec = {
  version: PREPROCESSING_VERSION,
  ...{ size: 64, depth: 1, fit: 'stretch' },
};
/** What the recommended network is fed. */
export const HARMONISED_INPUT: PreprocessingSpec = { ...DEFAULT_INPUT, fit: 'harmonise' };
