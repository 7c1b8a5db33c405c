import type { ScanFile } from '../../../worker/protocol.ts';
import { takeOwnScan } from './ownScan.ts';
import { chooseInPlace } from './place.ts';
import { OWN } from './subject.ts';

/** Looks into a scan that is in no data set. */
export function showOwnScan(file: ScanFile): void {
  takeOwnScan(file);
  chooseInPlace({ scan: OWN });
}
