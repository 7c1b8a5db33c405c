import { createStore } from 'zustand/vanilla';
import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import type { ScanFile } from '../../../../worker/jobs/import/importProtocol.ts';

/** A scan that is in no data set: it is here until the page is left. */
export type OwnScan = {
  readonly key: string;
  readonly name: string;
  readonly file: ScanFile;
  /** How a volume is cut; null of any other file. */
  readonly volumes: VolumeChoice | null;
  /** Which of its slices, from 0. */
  readonly slice: number;
  /** How many it has; 1 of an image. */
  readonly slices: number;
};

export const ownScan = createStore<{ readonly scan: OwnScan | null }>(() => ({ scan: null }));
let taken = 0;

/** Of a file of several slices the middle one first. */
export function takeOwnScan(file: ScanFile, volumes: VolumeChoice | null, slices: number): void {
  taken += 1;
  const slice = Math.floor(slices / 2);
  ownScan.setState({ scan: { key: keyOf(taken, slice), name: file.name, file, volumes, slice, slices } });
}

export function showSlice(slice: number): void {
  ownScan.setState(({ scan }) => ({ scan: scan && { ...scan, slice, key: keyOf(taken, slice) } }));
}

/** What jobs call the scan of this key: its hash, or the file and which slice of it. */
export function scanOfKey(key: string): {
  readonly scan: string | ScanFile;
  readonly slice?: number;
  readonly volumes?: VolumeChoice;
} {
  const { scan } = ownScan.getState();
  if (scan?.key !== key) return { scan: key };
  const { file, slice, volumes } = scan;
  return { scan: file, slice, ...(volumes && { volumes }) };
}

function keyOf(number: number, slice: number): string {
  return `own ${number} ${slice}`;
}
