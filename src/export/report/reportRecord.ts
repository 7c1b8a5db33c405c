import type { Shortcut } from '../../audit/auditReport.ts';
import type { ExclusionReason } from '../../dataset/edits/datasetEdits.ts';
import type { Subset } from '../../dataset/split/splitSettings.ts';
import type { CalibrationBin } from '../../evaluation/calibration/calibration.ts';
import type { RocPoint } from '../../evaluation/curves/roc.ts';
import type { ConfusionMatrix } from '../../evaluation/metrics/confusion.ts';
import type { MetricKey } from '../../evaluation/metrics/metrics.ts';
import type { Subgroup } from '../../evaluation/subgroups/subgroups.ts';
import type { ModelCard } from '../../model/card/card.ts';
import type { UndecidedZone } from '../../model/card/decisionRecord.ts';
import type { NetworkInspection } from '../../model/inspectNetwork.ts';
import type { Degradation } from '../../preprocessing/degradations.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import type { TrainingHistory } from '../../training/history.ts';
import type { Statements } from './statements.ts';

/** A figure of the model. */
export type ReportedFigure = {
  readonly metric: MetricKey;
  /** Of one class; null: of all. */
  readonly className: string | null;
  /** Null where it is undefined. */
  readonly estimate: Estimate | null;
};

/** A test scan that the network got wrong. */
export type ReportedFailure = {
  readonly path: string | null;
  readonly sha256: string;
  readonly truth: string;
  readonly called: string;
  /** Of the class that it was called. */
  readonly probability: number;
  /** A data URL of a small image; null where images were not wanted. */
  readonly image: string | null;
};

/** All that a report says, as plain data: its JSON. Whatever is null was not known, or not measured. */
export type ReportRecord = {
  readonly format: 'axial-report';
  readonly formatVersion: 1;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly model: {
    readonly card: ModelCard;
    /** `weightsFingerprint` */
    readonly fingerprint: string | null;
    readonly network: NetworkInspection;
    readonly history: TrainingHistory | null;
  };
  readonly conclusion: { readonly text: string; readonly because: string | null };
  readonly statements: Statements;
  /** Null where the data set is no longer here, or is another one. */
  readonly data: {
    /** Files by what became of them. */
    readonly files: {
      readonly imported: number;
      readonly duplicate: number;
      readonly refused: number;
      readonly ignored: number;
    };
    readonly refused: readonly { readonly path: string; readonly reason: string }[];
    readonly excluded: readonly { readonly path: string; readonly className: string; readonly why: ExclusionReason }[];
    readonly inUse: number;
    /** It is in the state that the model was trained on. */
    readonly sameVersion: boolean;
    readonly changes: readonly { readonly at: string; readonly text: string }[];
  } | null;
  readonly subsets: readonly {
    readonly subset: Subset;
    readonly scansPerClass: readonly number[];
    readonly scans: number;
    /** When copies, and scans of one patient or volume, count once. */
    readonly groups: number | null;
  }[];
  readonly figures: readonly ReportedFigure[];
  readonly confusion: ConfusionMatrix | null;
  readonly roc: readonly RocPoint[];
  /** Of the last class against the rest; null where what the network said of the test scans is not known, or still sealed. */
  readonly calibration: { readonly className: string; readonly bins: readonly CalibrationBin[] } | null;
  /** Test scans in the undecided zone, and the figures of those outside it; null where there is no zone. */
  readonly undecided: {
    readonly zone: UndecidedZone;
    readonly share: Estimate | null;
    readonly sensitivity: Estimate | null;
    readonly specificity: Estimate | null;
  } | null;
  readonly shortcuts:
    | readonly Pick<Shortcut, 'from' | 'preprocessing' | 'n' | 'accuracy' | 'auc' | 'majority'>[]
    | null;
  readonly subgroups: readonly Subgroup[];
  readonly robustness: readonly {
    readonly degradation: Degradation | null;
    readonly n: number;
    readonly accuracy: Estimate | null;
    readonly auc: Estimate | null;
  }[];
  readonly externalTests: readonly {
    readonly name: string;
    readonly at: string;
    readonly n: number;
    readonly figures: readonly ReportedFigure[];
  }[];
  /** Null where what the network said of the test scans is not known, or still sealed. */
  readonly failures: readonly ReportedFailure[] | null;
};
