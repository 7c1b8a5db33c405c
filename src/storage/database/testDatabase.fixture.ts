import { test as base } from 'vitest';
import type { FileOutcome, Scan } from '../../dataset/scan.ts';
import {
  BATCH_STORES,
  batchStoresOf,
  type NewScan,
  type NewScanBatch,
  putScanBatches,
} from '../dataSet/scanBatches.ts';
import { commit } from './commit.ts';
import { deleteAxialDatabase, openAxialDatabase } from './database.ts';
import type { AxialDatabase } from './schema.ts';

/** Each test gets a database of its own, which is deleted after it. */
export const test = base.extend<{ dbName: string; db: AxialDatabase }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from the pattern
  dbName: async ({}, use) => {
    const name = `axial-test-${crypto.randomUUID()}`;
    await use(name);
    await deleteAxialDatabase(name);
  },
  db: async ({ dbName }, use) => {
    const db = await openAxialDatabase(dbName);
    await use(db);
    db.close();
  },
});

/** 64 hexadecimal digits that tell the scans of a test apart. */
export const shaOf = (index: number) => index.toString(16).padStart(64, '0');

export function exampleScan(index: number, className = 'Healthy'): Scan {
  return {
    sha256: shaOf(index),
    name: `${index}.jpg`,
    path: `${className}/${index}.jpg`,
    className,
    format: 'jpeg',
    width: 200 + index,
    height: 150,
    bytes: 3,
    ...{ colourMode: null, facts: null, subject: null, slice: null },
    fingerprint: { grey: new Uint8Array(256).fill(index), differenceHash: new Uint32Array(8).fill(index) },
  };
}

export type ExampleScan = NewScan & { readonly original: Uint8Array };

export function exampleNewScan(index: number, className = 'Healthy'): ExampleScan {
  return {
    scan: exampleScan(index, className),
    original: Uint8Array.of(index, 2, 3),
    thumbnail: { width: 1, height: 2, channels: 3, pixels: Uint8Array.of(index, 20, 30, 40, 50, 60) },
    pixels: { key: 'v1-64-1-stretch', bytes: Uint8Array.of(index, 7, 8, 9) },
  };
}

export async function addPacks(db: AxialDatabase, packs: readonly NewScanBatch[]): Promise<void> {
  await commit(db, BATCH_STORES, (tx, track) => putScanBatches(batchStoresOf(tx), packs, track));
}

export async function addOutcomes(db: AxialDatabase, outcomes: readonly FileOutcome[]): Promise<void> {
  await db.put('outcomes', outcomes);
}

/** In one pack. */
export async function addScans(db: AxialDatabase, scans: readonly ExampleScan[]): Promise<void> {
  const originals = new Uint8Array(scans.flatMap(({ original }) => [...original])).buffer;
  await addPacks(db, [{ scans, originals }]);
}
