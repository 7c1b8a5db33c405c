import { createStore } from 'zustand/vanilla';
import type { ScanFile } from '../../../worker/protocol.ts';

/** A scan that is in no data set: it is here until the page is left. */
export type OwnScan = {
  readonly key: string;
  readonly name: string;
  readonly file: ScanFile;
  /** Which of its slices, from 0. */
  readonly slice: number;
  /** How many it has; 1 of an image. */
  readonly slices: number;
};

export const ownScan = createStore<{ readonly scan: OwnScan | null }>(() => ({ scan: null }));
let taken = 0;

/** Of a file of several slices the middle one first. */
export function takeOwnScan(file: ScanFile, slices: number): void {
  taken += 1;
  const slice = Math.floor(slices / 2);
  ownScan.setState({ scan: { key: keyOf(taken, slice), name: file.name, file, slice, slices } });
}

export function showSlice(slice: number): void {
  ownScan.setState(({ scan }) => ({ scan: scan && { ...scan, slice, key: keyOf(taken, slice) } }));
}

/** What jobs call the scan of this key: its hash, or the file and which slice of it. */
export function scanOfKey(key: string): { readonly scan: string | ScanFile; readonly slice?: number } {
  const { scan } = ownScan.getState();
  return scan?.key === key ? { scan: scan.file, slice: scan.slice } : { scan: key };
}

function keyOf(number: number, slice: number): string {
  return `own ${number} ${slice}`;
}
