import type { IDBPObjectStore, IDBPTransaction, StoreNames } from 'idb';
import { purgeDeletedModels } from '../models/deletedModels.ts';
import type { AxialDatabase, AxialSchema } from './schema.ts';
import { storageUsage } from './usage.ts';

export type StoreName = StoreNames<AxialSchema>;
/** A store in a transaction that is under way, whichever others it has. */
export type WritableStore<Name extends StoreName> = IDBPObjectStore<
  AxialSchema,
  readonly StoreName[],
  Name,
  'readwrite'
>;
/** A transaction that has these stores, whichever others it has. */
export type StoresOf<Names extends StoreName> = { objectStore<Name extends Names>(name: Name): WritableStore<Name> };
type WriteTransaction<Names extends readonly StoreName[]> = IDBPTransaction<AxialSchema, Names, 'readwrite'>;

/** The browser has no room left. Nothing of the step that failed was kept. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/**
 * Runs `change` in one transaction and waits until the browser has committed it: everything is written, or nothing. Where
 * there is no room, models that were deleted and could still come back are deleted for good, and `change` runs once more.
 * `change` hands each request to `track` instead of awaiting it, and may await only requests of its own transaction
 * (anything else lets the browser commit early).
 * @throws StorageFullError when there is no room
 */
export async function commit<const Names extends readonly StoreName[], Result = void>(
  db: AxialDatabase,
  stores: Names,
  change: (tx: WriteTransaction<Names>, track: (request: Promise<unknown>) => void) => Promise<Result> | Result,
  durability: IDBTransactionDurability = 'default',
): Promise<Result> {
  try {
    return await commitOnce(db, stores, change, durability);
  } catch (error) {
    if (!(error instanceof StorageFullError) || !(await makesRoom(db))) throw error;
    return commitOnce(db, stores, change, durability);
  }
}

async function makesRoom(db: AxialDatabase): Promise<boolean> {
  const deleted = await purgeDeletedModels(db).catch(() => []);
  return deleted.length > 0;
}

async function commitOnce<const Names extends readonly StoreName[], Result = void>(
  db: AxialDatabase,
  stores: Names,
  change: (tx: WriteTransaction<Names>, track: (request: Promise<unknown>) => void) => Promise<Result> | Result,
  durability: IDBTransactionDurability,
): Promise<Result> {
  const tx = begin(db, stores, durability);
  const requests: Promise<unknown>[] = [];
  const track = (request: Promise<unknown>) => {
    // A rejection must have its handler before `Promise.all` below is reached, or the worker reports it as unhandled.
    request.catch(() => {});
    requests.push(request);
  };
  track(tx.done);
  try {
    const result = await change(tx, track);
    await Promise.all(requests);
    return result;
  } catch (error) {
    abort(tx);
    // Not the requests: Chromium never settles a put whose value it found too large.
    await tx.done.catch(() => {});
    throw await explainWriteError(tx.error ?? error);
  }
}

function begin<const Names extends readonly StoreName[]>(
  db: AxialDatabase,
  stores: Names,
  durability: IDBTransactionDurability,
): WriteTransaction<Names> {
  try {
    return db.transaction(stores, 'readwrite', { durability });
  } catch (error) {
    throw new Error('The storage of this page was closed: try again.', { cause: error });
  }
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has aborted by itself.
  }
}

async function explainWriteError(error: unknown): Promise<Error> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return new StorageFullError(await fullSentence(), { cause: error });
  if (error instanceof Error && !(error instanceof DOMException)) return error;
  const what = error instanceof DOMException ? error.message || error.name : String(error);
  return new Error(`The browser could not store this (${what}): nothing of it was kept, try again.`, { cause: error });
}

async function fullSentence(): Promise<string> {
  const { usedBytes, quotaBytes } = await storageUsage();
  // Chromium tells a made-up quota of 10 GiB more than is used: said here, it would contradict 'no room'.
  const quota = usedBytes > quotaBytes / 2 ? ` of ${megabytes(quotaBytes)}` : '';
  return `The browser has no room left for this page (it uses ${megabytes(usedBytes)}${quota}): delete models or the data set, or free some disk space, and try again.`;
}

function megabytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
