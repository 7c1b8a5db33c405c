import { meansOfFolds } from '../../evaluation/comparison/crossValidation.ts';
import type { ModelCard } from '../../model/card/card.ts';
import type { ReportBlock } from './reportBlocks.ts';
import { estimateWords } from './reportWords.ts';

/** How many scans each network of several learned from and was tested on; nothing for a model of one. */
export function foldSubsets({ folds }: ModelCard): ReportBlock[] {
  if (!folds) return [];
  return [
    {
      ...{ kind: 'table', caption: 'Networks, each on a split of its own' },
      head: ['Tested on', 'Training', 'Validation', 'Test', 'Distinct in the test', 'Best epoch'],
      rows: folds.map(({ name, training, validation, figures, testGroups, bestEpoch }) => [
        name,
        ...[training, validation, figures.n, testGroups, bestEpoch].map(String),
      ]),
    },
  ];
}

/** What each of them did on its own test set, and the mean with what one split leaves out. */
export function foldResults(card: ModelCard): ReportBlock[] {
  const { folds, classes } = card;
  if (!folds) return [];
  const auc = classes.length === 2 ? 'auc' : 'macroAuc';
  const means = meansOfFolds(card);
  return [
    {
      ...{
        kind: 'table',
        caption: 'Each network on its own test set, and the mean with its interval by Nadeau and Bengio',
      },
      head: ['Tested on', 'Scans', 'Accuracy', 'AUC'],
      rows: [
        ...folds.map(({ name, figures: { n, values } }) => [
          ...[name, String(n)],
          estimateWords(values.accuracy ?? null, 'percent'),
          estimateWords(values[auc] ?? null, 'fraction'),
        ]),
        ['Mean', '', estimateWords(means.accuracy, 'percent'), estimateWords(means[auc], 'fraction')],
      ],
    },
  ];
}
