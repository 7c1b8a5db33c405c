import { messageOf } from '../../../dataset/messageOf.ts';
import type { ScanFile } from '../../../worker/protocol.ts';
import { jobs } from '../../workspace/jobs.ts';
import { notifyFailure } from '../../workspace/workspace.ts';
import { takeOwnScan } from './ownScan.ts';
import { chooseInPlace } from './place.ts';
import { OWN } from './subject.ts';

/** Looks into a scan that is in no data set. One that cannot be read is refused in words, and what was looked at stays. */
export async function showOwnScan(file: ScanFile): Promise<void> {
  try {
    takeOwnScan(file, await jobs.sliceCount(file));
    chooseInPlace({ scan: OWN });
  } catch (failure) {
    notifyFailure(`${file.name}: ${messageOf(failure)}`);
  }
}
