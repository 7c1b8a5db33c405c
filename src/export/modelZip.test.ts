import { expect, test } from 'vitest';
import { exampleCard } from '../model/exampleCard.fixture.ts';
import { exampleArtifacts } from './exampleModel.fixture.ts';
import { unzipModel, zipModel } from './modelZip.ts';

test('a zipped model comes back as it was', async () => {
  const artifacts = exampleArtifacts();
  const zip = new Uint8Array(await (await zipModel(exampleCard, artifacts)).arrayBuffer());
  const read = unzipModel(zip);
  expect(read.card).toEqual(exampleCard);
  expect(read.artifacts.topology).toEqual(artifacts.topology);
  expect(read.artifacts.weightSpecs).toEqual(artifacts.weightSpecs);
  expect(new Uint8Array(read.artifacts.weights)).toEqual(new Uint8Array(artifacts.weights));
});
