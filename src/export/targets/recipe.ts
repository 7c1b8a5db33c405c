import type { Target } from '../target.ts';

export const recipe: Target = {
  label: 'Recipe',
  help: 'A page of JSON to repeat the training: drop it on Axial with the same scans, and it compares the figures.',
  fileName: (model) => `${model}.recipe.json`,
  async write({ card }) {
    const { recipeOf } = await import('../../model/card/recipe.ts');
    return new Blob([JSON.stringify(recipeOf(card), null, 1)], { type: 'application/json' });
  },
};
