import { expect, test } from 'vitest';
import { exampleCard } from '../model/card/exampleCard.fixture.ts';
import { exampleArtifacts } from './network/exampleModel.fixture.ts';
import type { Target } from './target.ts';
import { EXPORT_TARGETS } from './targets.ts';

const targets: [string, Target][] = Object.entries(EXPORT_TARGETS);

test.each(targets)('%s has a label, a help, a file name of its own, and writes a model', async (_name, target) => {
  expect(target.label).not.toBe('');
  expect(target.help).toMatch(/^[A-Z].*\.$/);
  expect(target.fileName('Course network')).toMatch(/^Course network.*\.\w+$/);
  const file = await target.write({ card: exampleCard, artifacts: exampleArtifacts(), split: [] });
  expect(file.type).not.toBe('');
  expect(file.size).toBeGreaterThan(0);
});

test('every target that has a file is in the list', () => {
  const files = Object.keys(import.meta.glob(['./targets/*.ts', '!**/*.test.ts']));
  expect(files.sort()).toEqual(targets.map(([name]) => `./targets/${name}.ts`).sort());
});

test('no two targets share a label or a file name', () => {
  expect(new Set(targets.map(([, { label }]) => label)).size).toBe(targets.length);
  expect(new Set(targets.map(([, { fileName }]) => fileName('model'))).size).toBe(targets.length);
});

test('a target that misses a part does not compile', () => {
  const nameless = { label: 'ONNX', help: 'Other programs open it.', write: async () => new Blob(['model']) };
  // @ts-expect-error The name of the file is missing.
  const target: Target = nameless;
  expect(target.fileName).toBeUndefined();
});
