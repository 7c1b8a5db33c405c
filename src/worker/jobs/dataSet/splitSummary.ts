import { messageOf } from '../../../dataset/messageOf.ts';
import type { DataSet } from '../../../dataset/scan.ts';
import { foldsOf } from '../../../dataset/split/folds.ts';
import type { SplitSettings, Subset } from '../../../dataset/split/splitSettings.ts';
import type { SplitSummary } from './dataSetProtocol.ts';

/** How a split would come out, or why it cannot be made. */
export function splitSummary(dataSet: DataSet, groups: Int32Array, settings: SplitSettings): SplitSummary {
  const groupCount = new Set(groups).size;
  try {
    const folds = foldsOf(dataSet.scans, dataSet.classes, groups, settings);
    const [split] = folds;
    if (!split) throw new Error('There is nothing to split.');
    const classNames = new Map(dataSet.scans.map((scan) => [scan.sha256, scan.className]));
    const countsOf = (part: Subset) =>
      dataSet.classes.map((name) => split.parts[part].filter((sha256) => classNames.get(sha256) === name).length);
    const counts = { training: countsOf('training'), validation: countsOf('validation'), test: countsOf('test') };
    const { testScansWithTwin } = split;
    return { folds: folds.length, counts, groupCount, testScansWithTwin, problem: null };
  } catch (error) {
    const none = dataSet.classes.map(() => 0);
    const counts = { training: none, validation: none, test: none };
    return {
      folds: 0,
      counts,
      groupCount,
      testScansWithTwin: 0,
      problem: messageOf(error),
    };
  }
}
