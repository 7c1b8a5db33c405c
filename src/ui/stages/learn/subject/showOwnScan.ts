import { messageOf } from '../../../../dataset/messageOf.ts';
import { UserError } from '../../../../dataset/userError.ts';
import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import { ALL_AXIAL_SLICES, isVolume } from '../../../../dataset/volumes.ts';
import type { ScanFile } from '../../../../worker/jobs/import/importProtocol.ts';
import { failureCode } from '../../../components/text/failureSentence.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { notifyFailure } from '../../../workspace/workspace.ts';
import { chooseInPlace } from '../place.ts';
import { takeOwnScan } from './ownScan.ts';
import { OWN } from './subject.ts';

/**
 * Looks into a scan that is in no data set. One that cannot be read is refused in words, and what was looked at stays.
 *
 * @param volumes how a volume is cut
 */
export async function showOwnScan(file: ScanFile, volumes: VolumeChoice = ALL_AXIAL_SLICES): Promise<void> {
  const cut = isVolume(file.name) ? volumes : null;
  try {
    takeOwnScan(file, cut, await jobs.sliceCount(file, cut ?? undefined));
    chooseInPlace({ scan: OWN });
  } catch (failure) {
    notifyFailure(new UserError(failureCode(failure), {}, `${file.name}: ${messageOf(failure)}`));
  }
}
