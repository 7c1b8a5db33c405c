import { createStore } from 'zustand/vanilla';
import type { ScanFile } from '../../../worker/protocol.ts';

/** A scan that is in no data set: it is here until the page is left. */
export type OwnScan = { readonly key: string; readonly name: string; readonly file: ScanFile };

export const ownScan = createStore<{ readonly scan: OwnScan | null }>(() => ({ scan: null }));
let taken = 0;

export function takeOwnScan(file: ScanFile): void {
  taken += 1;
  ownScan.setState({ scan: { key: `own ${taken}`, name: file.name, file } });
}

/** What jobs call the scan of this key: its hash, or the file. */
export function scanOfKey(key: string): string | ScanFile {
  const { scan } = ownScan.getState();
  return scan?.key === key ? scan.file : key;
}
