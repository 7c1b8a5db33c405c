import { expect, test } from 'vitest';
import { classHash } from '../../dataset/edits/version.ts';
import { exampleCard } from './exampleCard.fixture.ts';
import { compareClasses, figuresThatDiffer, parseRecipe, recipeOf, settingsThatDiffer } from './recipe.ts';

const card = { ...exampleCard, data: { ...exampleCard.data, classHashes: ['1'.repeat(64), '2'.repeat(64)] } };
const recipe = recipeOf(card);

test('a recipe comes back from its JSON, and is a page of text', () => {
  const text = JSON.stringify(recipe, null, 1);
  expect(parseRecipe(JSON.parse(text))).toEqual(recipe);
  expect(text.length).toBeLessThan(4000);
  expect(() => parseRecipe({ ...recipe, split: { ...recipe.split, seed: 'x' } })).toThrow(
    'The recipe is not valid: split.seed',
  );
  expect(() => parseRecipe([])).toThrow('The recipe is not valid');
});

test('a class is told by its scans, in whatever order', async () => {
  const scan = (sha256: string, className = 'a') => ({ sha256, className });
  // printf 'x\ny' | sha256sum
  const expected = '9ab9de25768ac172235e119b76362ecddad33878fe9a7792cdddbe47236f9a87';
  const hash = await classHash([scan('y'), scan('z', 'b'), scan('x')], 'a');
  expect(hash).toBe(expected);
  expect(hash).toBe(await classHash([scan('x'), scan('y')], 'a'));
  expect(hash).not.toBe(await classHash([scan('x')], 'a'));
});

test('what differs of the data is said class by class', () => {
  const [first, second] = recipe.data.classes;
  if (!first || !second) throw new Error('two classes');
  expect(compareClasses(recipe, recipe.data.classes).map(({ same }) => same)).toEqual([true, true]);
  const other = { ...second, sha256: '3'.repeat(64), scans: 139 };
  expect(compareClasses(recipe, [first, other])[1]).toEqual({
    name: 'Brain Tumor',
    wanted: 140,
    here: 139,
    same: false,
  });
  expect(compareClasses(recipe, [first])[1]).toEqual({ name: 'Brain Tumor', wanted: 140, here: null, same: false });
  const old = recipeOf(exampleCard);
  expect(compareClasses(old, recipe.data.classes).map(({ same }) => same)).toEqual([null, null]);
});

test('settings that differ are named by their part, whatever the order of their keys', () => {
  expect(settingsThatDiffer(recipe, JSON.parse(JSON.stringify(recipe)))).toEqual([]);
  const turned = Object.fromEntries(Object.entries(recipe.split).reverse()) as typeof recipe.split;
  expect(settingsThatDiffer(recipe, { ...recipe, split: turned })).toEqual([]);
  const hyperparameters = { ...recipe.hyperparameters, seed: 8 };
  const parent = { name: 'Old', fingerprint: null, frozen: 1 };
  expect(settingsThatDiffer(recipe, { ...recipe, hyperparameters, parent })).toEqual([
    'hyperparameters',
    'initial weights',
  ]);
});

test('figures are the same to a rounding error, or are named with both values; of other scans they are not compared', () => {
  const { figures } = recipe;
  expect(figuresThatDiffer(figures, figures)).toEqual([]);
  const accuracy = { value: 0.88, low: 0.8, high: 0.9 };
  expect(figuresThatDiffer(figures, { ...figures, values: { accuracy } })).toEqual([
    { key: 'accuracy', was: 0.9, is: 0.88 },
  ]);
  const near = { accuracy: { ...accuracy, value: 0.9 + 1e-12 } };
  expect(figuresThatDiffer(figures, { ...figures, values: near })).toEqual([]);
  expect(figuresThatDiffer(figures, { ...figures, of: 'validation' })).toBeNull();
});
