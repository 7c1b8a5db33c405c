import type { ImageStatistics } from '../dataset/scan.ts';
import type { Estimate } from '../statistics/intervals/estimate.ts';

/** What the audit found in one version of the data set. Kept with it; JSON. */
export type AuditReport = {
  /** `DataSetVersion.hash` of what was looked at. */
  readonly version: string;
  /** Distinct images in use: copies and near-copies count once. */
  readonly groupCount: number;
  /** Groups of two files or more, conflicts first, then the largest. */
  readonly copies: readonly DuplicateGroup[];
  readonly shortcuts: readonly Shortcut[];
  readonly oddOnes: readonly OutlierGallery[];
};

/** Scans that are copies or near-copies of each other, in the order of import; one alone where its bytes were dropped again. */
export type DuplicateGroup = {
  readonly sha256s: readonly string[];
  /** True where they are not all of one class, or the very same file was dropped under two and no label was chosen since. */
  readonly conflict: boolean;
  /** The same bytes dropped again: these were not stored twice. */
  readonly droppedAgain: readonly { readonly path: string; readonly className: string; readonly sha256: string }[];
};

/** How well file properties or crude image statistics alone predict the class. */
export type Shortcut = {
  /** 'size': width and height; 'header': all of the header; 'picture': crude facts of the image; 'input': the same of the network's input. */
  readonly from: 'size' | 'header' | 'picture' | 'input';
  /** `preprocessingKey` of the input; null for the others. */
  readonly preprocessing: string | null;
  /** Scans predicted, each by a model that saw neither it nor a copy of it. */
  readonly n: number;
  readonly groups: number;
  readonly accuracy: Estimate;
  /** Of two classes; for more the mean of one against the rest. */
  readonly auc: Estimate;
  /** Accuracy of always saying the largest class. */
  readonly majority: number;
  /** Why: how often each class has each size (format, range of the most telling fact). See `contingencyTable`. */
  readonly table: readonly { readonly value: string; readonly countPerClass: readonly number[] }[];
};

export type OutlierKind = 'dark' | 'bright' | 'blank' | 'tiny' | 'aspect' | 'contrast' | 'outlier';

/** The oddest scans of a kind, oddest first. A ranking, no verdict. */
export type OutlierGallery = {
  readonly kind: OutlierKind;
  /** `value` in the unit of the kind: grey levels, pixels, a ratio, a distance. */
  readonly scans: readonly { readonly sha256: string; readonly value: number }[];
};

/** What the shortcut models are given of a scan. */
export type AuditedScan = {
  readonly sha256: string;
  readonly className: string;
  readonly format: string;
  readonly colourMode: string | null;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly facts: ImageStatistics | null;
};
