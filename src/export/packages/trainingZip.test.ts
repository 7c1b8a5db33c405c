import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { parseRecipe } from '../../model/card/recipe.ts';
import { openModelFile } from '../modelFile/openModelFile.ts';
import { exampleArtifacts } from '../network/exampleModel.fixture.ts';
import { writeTraining } from './trainingZip.ts';

const card = { ...exampleCard, classes: ['=a, "b"', 'Brain Tumor'] };
const model = { card, artifacts: exampleArtifacts() };
const slice = {
  ...{ values: 'cc', window: { low: -100.5, high: 300 } },
  ...{ inverted: true, padding: { low: -2000, high: -1000 } },
};
const split = [
  { sha256: 'aa', path: 'set/1.png', className: '=a, "b"', group: 3, part: 'training' },
  { sha256: 'bb', path: 'set/2.dcm', className: 'Brain Tumor', group: 4, part: 'test', slice },
] as const;

test('the zip for Python holds what train.py reads', async () => {
  const files = unzipSync(new Uint8Array(await writeTraining({ ...model, split }).arrayBuffer()));
  const text = (name: string) => new TextDecoder().decode(files[name]);
  // No cell is a formula (OWASP); the label is the class's number, so that its name need not be read back.
  expect(text('split.csv').split('\r\n')).toEqual([
    'sha256,path,class,label,group,part,values,low,high,inverted,padding_low,padding_high',
    'aa,set/1.png,"\'=a, ""b""",0,3,training,,,,,,',
    'bb,set/2.dcm,Brain Tumor,1,4,test,cc,-100.5,300,1,-2000,-1000',
    '',
  ]);
  expect(parseRecipe(JSON.parse(text('recipe.json'))).name).toBe(card.name);
  expect(text('train.py')).toContain('from slices import hash_of, slices_in');
  expect(text('slices.py')).toContain('def slices_in(path, plane):');
  expect(text('requirements.txt')).toContain('pydicom');
  expect(text('README.md')).toContain('python train.py --data FOLDER');
  const network = await openModelFile(files['model.keras'] ?? new Uint8Array(), 'model.keras');
  expect(network.card.network.layers).toEqual(exampleCard.network.layers);
});

test('it is not written without the split, nor of several networks', () => {
  expect(() => writeTraining(model)).toThrow('The split of this model is not known here');
  const folds = [{ name: 'Fold 1', training: 1, validation: 1, testGroups: 1, bestEpoch: 1, figures: card.figures }];
  expect(() => writeTraining({ ...model, card: { ...card, folds }, split })).toThrow('several networks');
});
