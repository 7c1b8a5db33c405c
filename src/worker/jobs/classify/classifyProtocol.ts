import type { Subset } from '../../../dataset/split/splitSettings.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { ResultRow } from '../../../export/results/resultsCsv.ts';
import type { Unlike } from '../../../inference/familiarity.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import type { ScanFile } from '../import/importProtocol.ts';
import type { ClassifyProgress, Stoppable } from '../jobOptions.ts';
import type { ModelSummary } from '../models/modelProtocol.ts';
import type { Thumbnail } from '../view/viewProtocol.ts';

/** New scans through a stored model. */
export interface ClassifyJobs {
  /** Rows arrive in the order of the files, some at a time. Resolves after the last one, or the last before it was stopped. */
  classify(request: ClassifyRequest, options: WhileClassifying): Promise<void>;
  /** Gets ready for `classify` with this model, so that its first scan does not wait. Nothing happens while a training runs. */
  readyToClassify(modelId: string): Promise<void>;
  /** A CSV of the rows. */
  resultsCsv(
    of: Pick<ModelCard, 'name' | 'classes' | 'threshold' | 'undecided'> & Pick<ModelSummary, 'fingerprint'>,
    rows: readonly ResultRow[],
  ): Promise<Blob>;
}

type WhileClassifying = Stoppable & { readonly onRows: (rows: ClassifiedRow[], progress: ClassifyProgress) => void };

export type ClassifyRequest = {
  readonly modelId: string;
  readonly files: readonly { readonly file: ScanFile; readonly path: string }[];
  /** Which slices of NIfTI volumes are looked at; all axial ones where it is left out. */
  readonly volumes?: VolumeChoice;
};

export type ClassifiedRow =
  | {
      readonly status: 'classified';
      readonly path: string;
      readonly sha256: string;
      readonly width: number;
      readonly height: number;
      /** One per class, in the order of the model's classes. */
      readonly probabilities: readonly number[];
      readonly thumbnail: Thumbnail;
      /** The part of the model's own data that this very file was in; null where it was in none, or that is not known. */
      readonly splitMembership: Subset | null;
      /** In what it is unlike the scans that the model learned from; null where the model has no such check. */
      readonly unlike: readonly Unlike[] | null;
    }
  | {
      readonly status: 'refused' | 'ignored';
      readonly path: string;
      readonly reason: string;
    };
