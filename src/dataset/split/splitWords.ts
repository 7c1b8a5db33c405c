import type { SplitSettings, Testing } from './splitSettings.ts';

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

/** 'grouped split, seed 7' */
export function splitPhrase({ kind, seed }: Pick<SplitSettings, 'kind' | 'seed'>): string {
  return kind === 'own' ? SPLITS.own : `${SPLITS[kind]}, seed ${seed}`;
}

/** Within a sentence. A set's own split is not drawn. */
export const SPLITS = {
  grouped: 'grouped split',
  random: 'random split',
  own: 'the set’s own split',
} as const satisfies Readonly<Record<SplitSettings['kind'], string>>;
