import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import type { ModelSummary } from '../../worker/jobs/models/modelProtocol.ts';
import type { ViewedPicture } from '../../worker/jobs/view/viewProtocol.ts';
import { formatLimit } from './image/readout.ts';

/** Which network is spoken of, and what it is fed. */
export type ViewedNetwork = {
  readonly spec: PreprocessingSpec;
  /** 'The network sees' or the like: goes on with what it sees. */
  readonly intro: string;
  /** The stored model that can be asked why; null before a training. */
  readonly model: ExplainedModel | null;
};

export type ExplainedModel = {
  readonly id: string;
  readonly classes: readonly string[];
  /** The class that its heat maps explain at first. */
  readonly classIndex: number;
};

type Shown = Pick<ViewedPicture, 'values' | 'window' | 'inverted' | 'pixelAspect'>;

/** '64 × 64 pixels, grey, stretched to a square': what `preprocess` makes of a scan. */
function networkWords({ size, depth, fit }: PreprocessingSpec): string {
  const colour = depth === 1 ? 'grey' : 'in colour';
  return `${size} × ${size} pixels, ${colour}, ${FITS[fit]}`;
}

const FITS = {
  stretch: 'stretched to a square',
  pad: 'with black margins to make it square',
  harmonise: 'cropped to the head and harmonised',
} as const;

/** That the network is shown another proportion than the eye, as preprocessing knows nothing of pixels that are not square; else ''. */
function proportionWords({ pixelAspect }: Shown, { fit }: PreprocessingSpec): string {
  return pixelAspect === 1 || fit === 'stretch' ? '' : ', its pixels taken for squares';
}

/** Which values are black and white to the network; '' for bytes that are taken as they are. */
function rangeWords({ values, window, inverted }: Shown): string {
  const { low, high } = window;
  if (values instanceof Uint8Array && low === 0 && high === 255 && !inverted) return '';
  const [black, white] = inverted ? [high, low] : [low, high];
  return `${formatLimit(black)} is black to it and ${formatLimit(white)} white`;
}

/** What the network sees, and that nothing done to the view changes it. */
export function networkLine({ intro, spec }: Pick<ViewedNetwork, 'intro' | 'spec'>, image: Shown | null): string {
  const range = image ? rangeWords(image) : '';
  const seen = `${networkWords(spec)}${image ? proportionWords(image, spec) : ''}`;
  return `${intro} ${seen}${range && `; ${range}`}, independent of zoom, rotation and window of this view.`;
}

/** What a saved model is fed. @param classIndex what it took the scan for */
export function networkOf(
  { id, name, card }: Pick<ModelSummary, 'id' | 'name' | 'card'>,
  classIndex: number,
): ViewedNetwork {
  return { spec: card.preprocessing, intro: `“${name}” sees`, model: { id, classes: card.classes, classIndex } };
}
