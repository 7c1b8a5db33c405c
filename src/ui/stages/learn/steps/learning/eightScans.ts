import type { DataSetView, ScanView } from '../../../../../dataset/edits/dataSetView.ts';
import { createRandom } from '../../../../../statistics/random.ts';
import { takeTurns } from '../../../../../statistics/takeTurns.ts';

const SCANS = 8;

/** Eight scans, of every class as many as the others, in turn; others for another draw. */
export function eightScans({ scans, classes }: Pick<DataSetView, 'scans' | 'classes'>, draw: number): ScanView[] {
  const random = createRandom(draw);
  const ofClass = classes.map((name) => random.shuffle(scans.filter(({ className }) => className === name)));
  return takeTurns(ofClass).slice(0, SCANS);
}
