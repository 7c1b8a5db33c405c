import type { DataSetView, ScanView } from '../../../../dataset/edits/dataSetView.ts';
import type { NetworkSpec } from '../../../../model/networkSpec.ts';
import { coursePreset } from '../../../../model/presets.ts';
import type { PreprocessingSpec } from '../../../../preprocessing/preprocessingSpec.ts';
import type { ExplainedNetwork } from '../../../../worker/jobs/explain/explainProtocol.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { type ScanSource, scanOfFile, storedScan } from '../../../viewer/scanSource.ts';
import { chosenModel, type WorkspaceState } from '../../../workspace/workspace.ts';
import type { LearnPlace } from '../address.ts';
import type { OwnScan } from './ownScan.ts';
import { FOLLOWED_CLASS } from './usualScan.ts';

/** A scan that is looked into. */
export type LearnScan = {
  /** SHA-256 of one of the data set; else the `key` of a file: see `scanFileOf`. */
  readonly key: string;
  readonly name: string;
  /** Null where that is not known. */
  readonly className: string | null;
  /** The scan at full size, the network's input, heat maps. */
  readonly source: ScanSource;
};

/** A network that is looked into. */
export type LearnNetwork = {
  /** In the address. */
  readonly key: string;
  readonly name: string;
  /** For the jobs. */
  readonly of: ExplainedNetwork;
  readonly network: NetworkSpec;
  readonly preprocessing: PreprocessingSpec;
  readonly classes: readonly string[];
  /** Of two classes; null where the most probable class wins. */
  readonly threshold: number | null;
  /** Null: its weights are random. */
  readonly model: ModelSummary | null;
};

export type Subject = { readonly scan: LearnScan; readonly network: LearnNetwork };

/** In the address, for a network that was not trained. */
export const UNTRAINED = 'untrained';
/** In the address, for a file: it is gone after a reload. */
export const OWN = 'own';
/** Digits of a scan's hash in the address: enough to tell a million scans apart. */
const HASH_DIGITS = 16;
const USUAL_CLASSES = ['A', 'B'] as const;
const UNTRAINED_SEED = 1;

export function isOwn({ key }: Pick<LearnScan, 'key'>): boolean {
  return key.startsWith(OWN);
}

export function scanInAddress({ key }: Pick<LearnScan, 'key'>): string {
  return isOwn({ key }) ? OWN : key.slice(0, HASH_DIGITS);
}

/** The scan that the address names; else the usual one, or the first of the class that is followed. Null where there is none. */
export function scanAt(
  { scan }: Pick<LearnPlace, 'scan'>,
  dataSet: DataSetView | null,
  own: OwnScan | null,
  usual: string | null,
): LearnScan | null {
  const isOwn = own && (scan === OWN || !dataSet);
  if (isOwn) return { key: own.key, name: own.name, className: null, source: sourceOf(own) };
  const { scans = [], classes = [] } = dataSet ?? {};
  const named = scans.find(({ sha256 }) => (scan === null ? sha256 === usual : sha256.startsWith(scan)));
  const found = named ?? scans.find(({ className }) => className === classes[FOLLOWED_CLASS]) ?? scans[0];
  return found ? learnScan(found) : null;
}

function sourceOf({ key, file, slice, volumes }: OwnScan): ScanSource {
  return scanOfFile(key, file, slice, volumes);
}

export function learnScan(scan: ScanView): LearnScan {
  return { key: scan.sha256, name: scan.name, className: scan.className, source: storedScan(scan) };
}

/** The network that the address names, else the one that Classify uses; the Course CNN before its training where there is none. */
export function networkAt(
  { model }: Pick<LearnPlace, 'model'>,
  state: Pick<WorkspaceState, 'models' | 'modelId' | 'dataSet'>,
): LearnNetwork {
  const chosen = model === UNTRAINED ? null : (state.models.find(({ id }) => id === model) ?? chosenModel(state));
  return chosen ? storedNetwork(chosen) : untrainedNetwork(state.dataSet?.classes ?? USUAL_CLASSES);
}

function storedNetwork(model: ModelSummary): LearnNetwork {
  const { network, preprocessing, classes, threshold } = model.card;
  return {
    ...{ key: model.id, name: model.name, of: { modelId: model.id }, model },
    ...{ network, preprocessing, classes, threshold },
  };
}

/** The Course CNN, for these classes, as it is before its first batch. */
function untrainedNetwork(classes: readonly string[]): LearnNetwork {
  const { network, preprocessing } = coursePreset;
  const classCount = Math.max(2, classes.length);
  return {
    ...{ key: UNTRAINED, name: `${coursePreset.name}, untrained`, network, preprocessing, classes, model: null },
    of: { untrained: { network, preprocessing, classCount, seed: UNTRAINED_SEED } },
    threshold: classCount === 2 ? 0.5 : null,
  };
}
