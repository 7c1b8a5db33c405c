import type { Subset } from '../../../dataset/split/splitSettings.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { ReadableField } from '../../../evaluation/embeddings/fieldProbes.ts';
import type { ScanFile } from '../import/importProtocol.ts';
import type { WhileExplaining } from '../jobOptions.ts';

/** What the network makes of the scans of the data set: which are alike. */
export interface ExploreJobs {
  /** All scans in use, by UMAP at most 2000, by what a stored model makes of them. The first of these three to be asked reads every scan. */
  scanMap(modelId: string, by: MapAxes, options: WhileExplaining): Promise<ScanMap>;
  /** Which fields of scans (format, size, ...) a model knows of: shortcuts that it may have learned. */
  fieldProbes(modelId: string, options: WhileExplaining): Promise<ReadableField[]>;
  /** Groups of some scans that a model sees alike: a number for each, 0 the largest group, -1 where the scan is not in use. */
  similarScans(modelId: string, sha256s: readonly string[], options: WhileExplaining): Promise<number[]>;
  /** The training scans that a model sees most like a scan, the nearest first; none where its training scans are not here. */
  nearestScans(request: NearestScansRequest, options: WhileExplaining): Promise<NearestScan[]>;
}

/** How a map is made: along the two principal axes, or by UMAP. */
export type MapAxes = 'pca' | 'umap';

/** Scans in a plane, the like ones near each other. */
export type ScanMap = {
  readonly sha256s: readonly string[];
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Of the model's own data; null where a scan was in none, or that is not known. */
  readonly subsets: readonly (Subset | null)[];
};

export type NearestScansRequest = {
  readonly modelId: string;
  /** SHA-256 of a scan of the data set, or a file. */
  readonly scan: string | ScanFile;
  readonly slice?: number;
  readonly volumes?: VolumeChoice;
  readonly count: number;
};

/** `distance`: of the activations before the last layer. */
export type NearestScan = { readonly sha256: string; readonly distance: number };
