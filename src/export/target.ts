import type { Subset } from '../dataset/split/splitSettings.ts';
import type { RawImage } from '../decoding/image/rawImage.ts';
import type { ModelCard } from '../model/card/card.ts';
import type { NetworkArtifacts } from '../model/networkArtifacts.ts';
import type { EvaluationRecord } from './results/evaluationJson.ts';

/** A scan of the model's data set, and where its split put it. */
export type SplitRow = {
  readonly sha256: string;
  readonly path: string;
  readonly className: string;
  /** Scans of one number stay on one side: copies, one patient. */
  readonly group: number;
  readonly part: Subset;
  /** Left out where the scan is an image file, which is found by its own hash. */
  readonly slice?: SplitSlice;
};

/** By what a slice of a DICOM file or volume is found again and prepared in another program. */
export type SplitSlice = Pick<RawImage, 'window' | 'inverted' | 'padding'> & {
  /** `valuesHash` */
  readonly values: string;
};

/** A kind of file that a model can be downloaded as. The page loads it, so what writes the file is imported by `write`. */
export type Target = {
  readonly label: string;
  /** Who opens such a file, in a sentence. */
  readonly help: string;
  /** The name of the file for a model of this name. */
  readonly fileName: (model: string) => string;
  /** Whether `write` needs the split of the model's data set, which must be here. */
  readonly needsSplit?: true;
  /** Rejects where the model is not fit to be opened again. */
  readonly write: (
    model: {
      readonly card: ModelCard;
      readonly artifacts: NetworkArtifacts;
      readonly split?: readonly SplitRow[];
    } & Partial<EvaluationRecord>,
  ) => Promise<Blob>;
};
