import type { Predictions } from '../../../evaluation/predictions.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import type { ModelDetail } from '../../../worker/jobs/models/modelProtocol.ts';

/** What the figures of a model are from: the test set, or the validation set while that is sealed. */
export type Evaluated = { readonly subset: 'validation' | 'test'; readonly predictions: Predictions };

export function evaluatedOn({ validation, test }: NonNullable<ModelDetail['predictions']>): Evaluated {
  return test ? { subset: 'test', predictions: test } : { subset: 'validation', predictions: validation };
}

/** The same of the figures that the card carries. */
export function subsetOfFigures({ figures }: Pick<ModelCard, 'figures'>): Evaluated['subset'] {
  return figures.of ?? 'test';
}
