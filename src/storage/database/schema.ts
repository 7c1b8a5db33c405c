import type { DBSchema, IDBPDatabase } from 'idb';
import type { DataSetVersion } from '../../dataset/edits/version.ts';
import type { FileOutcome, Scan } from '../../dataset/scan.ts';
import type { StoredDuplicates, StoredFindings, StoredStatistics } from '../audit/auditRecords.ts';
import type { StoredHeader } from '../dataSet/dataSetRecords.ts';
import type { StoredEdit } from '../dataSet/editRecords.ts';
import type { StoredMasks } from '../dataSet/maskRecords.ts';
import type { PackedThumbnail, PixelChunk, ScanBatch } from '../dataSet/scanRecords.ts';
import type { StoredModelRecord } from '../models/modelRecords.ts';
import type { StoredBenchmarks } from '../training/benchmarkRecords.ts';
import type { RunHeader } from '../training/runRecords.ts';

/** Everything that is stored, store by store. The one type that every get and put is checked against. */
export interface AxialSchema extends DBSchema {
  /** One record, 'current'. */
  dataSet: { key: 'current'; value: StoredHeader };
  /** Scans that are stored together, by a number that counts up in the order of import; found by SHA-256 too. */
  packs: { key: number; value: ScanBatch; indexes: { sha256: string } };
  /** By the number of the pack: the files as they were dropped, one after another. */
  packedOriginals: { key: number; value: ArrayBuffer };
  /** By the number of the pack, in its order. */
  packedThumbnails: { key: number; value: readonly PackedThumbnail[] };
  /** By the SHA-256 of a scan: the masks that came with it. */
  masks: { key: string; value: StoredMasks };
  /** Scans of a data set that was stored before there were packs, by SHA-256, like its originals and thumbnails. */
  scans: { key: string; value: Scan & { readonly order: number } };
  originals: { key: string; value: ArrayBuffer };
  thumbnails: { key: string; value: PackedThumbnail };
  /** Some scans a record, by [key of the preprocessing, running number]: far faster than one record a scan. */
  pixels: { key: [string, number]; value: PixelChunk };
  /** How files ended, some a record, in the order of import. */
  outcomes: { key: number; value: readonly FileOutcome[] };
  /**
   * One record, 'current', and its checkpoint apart, so that the page opens without reading weights; beside it the folds that are done,
   * by their number from 0.
   */
  run: { key: 'current'; value: RunHeader & { readonly bytes?: number } };
  checkpoint: { key: 'current' | number; value: unknown };
  /** By id; the weights apart, so that a list of models reads none. */
  models: {
    key: string;
    value: StoredModelRecord;
  };
  artifacts: { key: string; value: unknown };
  /** Large buffers of checkpoints and artifacts, see `chunkedBuffers.ts`. */
  pieces: { key: ChunkKey; value: ArrayBuffer };
  /** How fast each backend trains a network, by the network, the size of its input and of a batch as JSON. */
  engineTrials: { key: string; value: StoredBenchmarks };
  /** By the edit's id. */
  edits: { key: number; value: StoredEdit };
  /** In the order in which they came to be. */
  versions: { key: number; value: DataSetVersion };
  /** One record, 'current'. */
  copies: { key: 'current'; value: StoredDuplicates };
  /** By the version's hash. */
  findings: { key: string; value: StoredFindings };
  /** By the key of the preprocessing; what the audit measures of the network's input. */
  facts: { key: string; value: StoredStatistics };
}

export type AxialDatabase = IDBPDatabase<AxialSchema>;

/** Of a large buffer that is kept apart: whose it is, and its number. */
type ChunkKey = [owner: string, index: number];
