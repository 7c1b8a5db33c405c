import { deleteDB, openDB, unwrap, wrap } from 'idb';
import type { AxialDatabase, AxialSchema } from './schema.ts';

export const schemaVersion = 5;

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
        if (oldVersion < 5) db.createObjectStore('masks');
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
    answerForTransactions(unwrap(database));
    return database;
  } catch (error) {
    throw explainOpenError(error);
  }
}

/**
 * idb makes a promise for the end of every transaction, and of a read nobody waits for it: where the browser closes the database meanwhile,
 * the request is told, and the other rejection would be an error of the thread that nobody has handled.
 */
function answerForTransactions(raw: IDBDatabase): void {
  raw.transaction = (...asked) => {
    const transaction = IDBDatabase.prototype.transaction.apply(raw, asked);
    wrap(transaction).done.catch(() => {});
    return transaction;
  };
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
