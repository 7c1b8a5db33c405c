import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { DataSet, FileOutcome, Scan } from '../dataset/scan.ts';
import type { UnfinishedImport } from '../dataset/unfinishedImport.ts';
import type { DataSetVersion } from '../dataset/version.ts';
import type { VolumeChoice } from '../dataset/volumeChoice.ts';
import type { StoredCopies, StoredFacts, StoredFindings } from './auditStore.ts';
import type { StoredEdit } from './curationStore.ts';
import type { StoredTrials } from './engineTrialStore.ts';
import type { StoredModel } from './modelStore.ts';
import type { PieceKey } from './pieces.ts';
import type { RunHeader } from './runStore.ts';

/** Everything that is kept, store by store. The one type that every get and put is checked against. */
export interface AxialSchema extends DBSchema {
  /** One record, 'current'. */
  dataSet: { key: 'current'; value: StoredHeader };
  /** Scans that are stored together, by a number that counts up in the order of import; found by SHA-256 too. */
  packs: { key: number; value: ScanPack; indexes: { sha256: string } };
  /** By the number of the pack: the files as they were dropped, one after another. */
  packedOriginals: { key: number; value: ArrayBuffer };
  /** By the number of the pack, in its order. */
  packedThumbnails: { key: number; value: readonly PackedThumbnail[] };
  /** Scans of a data set that was stored before there were packs, by SHA-256, like its originals and thumbnails. */
  scans: { key: string; value: Scan & { readonly order: number } };
  originals: { key: string; value: ArrayBuffer };
  thumbnails: { key: string; value: PackedThumbnail };
  /** Some scans a record, by [key of the preprocessing, running number]: far faster than one record a scan. */
  pixels: { key: [string, number]; value: PixelChunk };
  /** How files ended, some a record, in the order of import. */
  outcomes: { key: number; value: readonly FileOutcome[] };
  /** One record, 'current', and its checkpoint apart, so that the page opens without reading weights. */
  run: { key: 'current'; value: RunHeader & { readonly bytes?: number } };
  checkpoint: { key: 'current'; value: unknown };
  /** By id; the weights apart, so that a list of models reads none. */
  models: {
    key: string;
    value: StoredModel & { readonly deletedAt: string | null };
  };
  artifacts: { key: string; value: unknown };
  /** Large buffers of checkpoints and artifacts, see `pieces.ts`. */
  pieces: { key: PieceKey; value: ArrayBuffer };
  /** How fast each engine trains a network, by the network, the size of its input and of a batch as JSON. */
  engineTrials: { key: string; value: StoredTrials };
  /** By the edit's id. */
  edits: { key: number; value: StoredEdit };
  /** In the order in which they came to be. */
  versions: { key: number; value: DataSetVersion };
  /** One record, 'current'. */
  copies: { key: 'current'; value: StoredCopies };
  /** By the version's hash. */
  findings: { key: string; value: StoredFindings };
  /** By the key of the preprocessing; what the audit measures of the network's input. */
  facts: { key: string; value: StoredFacts };
}

export type DataSetHeader = {
  readonly name: string;
  readonly synthetic: boolean;
  readonly classes: readonly string[];
  readonly volumes?: VolumeChoice;
  readonly folders?: NonNullable<DataSet['folders']>;
};

/** `salt`: random, 32 hex digits; headers from before it was drawn lack it. `unfinished` is there while files are unread. */
export type StoredHeader = DataSetHeader & { readonly salt?: string; readonly unfinished?: UnfinishedImport };

/** A value of its own for each scan would take four times as long to store. */
export type ScanPack = {
  readonly number: number;
  readonly sha256s: readonly string[];
  readonly scans: readonly Scan[];
  /** Where each original ends, in bytes. */
  readonly ends: readonly number[];
};

/** `width * height * channels` bytes: a grey thumbnail takes a quarter of its RGBA. */
export type PackedThumbnail = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
};

/** The network's input for some scans, one after another, each `bytes.length / sha256s.length` bytes. */
export type PixelChunk = {
  readonly sha256s: readonly string[];
  readonly bytes: Uint8Array;
};

export type AxialDatabase = IDBPDatabase<AxialSchema>;

const schemaVersion = 4;

/** What the browser does by itself where it, or the user, clears the data of the site. */
export const CLOSED_BY_BROWSER = 'The browser closed the storage of this page: reload the page to go on.';

/**
 * Opens the database, and makes it where there is none.
 * @param onTrouble gets a sentence when another tab stands in the way, or when this connection was closed
 * @param onTerminated is called instead where the browser closed it by itself
 * @throws Error when the browser refuses to store anything, or holds data of a newer version
 */
export async function openAxialDatabase(
  name = 'axial',
  onTrouble: (sentence: string) => void = () => {},
  onTerminated: () => void = () => onTrouble(CLOSED_BY_BROWSER),
): Promise<AxialDatabase> {
  if (!globalThis.indexedDB) throw new Error(storeRefused);
  let database: AxialDatabase | undefined;
  try {
    database = await openDB<AxialSchema>(name, schemaVersion, {
      upgrade: (db, oldVersion) => {
        if (oldVersion < 1) createStores(db);
        if (oldVersion < 2) db.createObjectStore('engineTrials');
        if (oldVersion < 3) createPacks(db);
        if (oldVersion < 4) createCuration(db);
      },
      blocked: () =>
        onTrouble('Axial is open in another tab in an older version: close that tab, and this one goes on by itself.'),
      blocking: () => {
        // The newer tab waits until this connection is closed; transactions under way still finish.
        database?.close();
        onTrouble('A newer version of Axial was opened in another tab: reload this page to go on here.');
      },
      terminated: onTerminated,
    });
    return database;
  } catch (error) {
    throw explainOpenError(error);
  }
}

/** Deletes everything. Every connection must be closed first. */
export async function deleteAxialDatabase(name = 'axial'): Promise<void> {
  await deleteDB(name);
}

function createStores(db: AxialDatabase): void {
  for (const store of ['dataSet', 'scans', 'originals', 'thumbnails', 'pixels', 'run', 'checkpoint'] as const)
    db.createObjectStore(store);
  db.createObjectStore('outcomes', { autoIncrement: true });
  db.createObjectStore('models');
  db.createObjectStore('artifacts');
  db.createObjectStore('pieces');
}

function createPacks(db: AxialDatabase): void {
  db.createObjectStore('packs').createIndex('sha256', 'sha256s', { multiEntry: true });
  db.createObjectStore('packedOriginals');
  db.createObjectStore('packedThumbnails');
}

function createCuration(db: AxialDatabase): void {
  db.createObjectStore('edits');
  db.createObjectStore('versions', { autoIncrement: true });
  for (const store of ['copies', 'findings', 'facts'] as const) db.createObjectStore(store);
}

const storeRefused =
  'This browser does not let the page store anything: leave the private window, or allow site data for this page, and reload it.';

function explainOpenError(error: unknown): Error {
  if (error instanceof DOMException && error.name === 'VersionError')
    return new Error('This browser holds data of a newer version of Axial: reload the page to get that version.', {
      cause: error,
    });
  return new Error(storeRefused, { cause: error });
}
