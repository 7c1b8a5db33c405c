import type { Testing } from '../../../../dataset/split/splitSettings.ts';

/** '5 folds' */
export function testingWords(testing: Testing): string {
  switch (testing.by) {
    case 'folds':
      return `${testing.count} folds`;
    case 'repeats':
      return `${testing.count} split seeds`;
    default:
      return `each ${testing.by} held out`;
  }
}
