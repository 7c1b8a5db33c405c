import { expect, test } from 'vitest';
import { licenceText, shippedPackages } from './suppliers.build.ts';

const packages = shippedPackages();

test('every package that is shipped has the text of its licence, with a holder', () => {
  expect(packages.length).toBeGreaterThan(30);
  for (const each of packages) {
    const text = licenceText(each);
    expect(text, each.name).toMatch(/copyright|\(c\)/i);
    expect(text.length, each.name).toBeGreaterThan(600);
  }
});

test('packages without a file of it have the text of what they name, or that of their README', () => {
  const textOf = (name: string) => licenceText(packages.find((each) => each.name === name) ?? expect.fail(name));
  expect(textOf('@tensorflow/tfjs-core')).toMatch(/Google LLC[\s\S]*Apache License\s+Version 2\.0/);
  expect(textOf('@tensorflow/tfjs-layers')).toMatch(/Apache License[\s\S]*MIT License\s+Permission is hereby granted/);
  expect(textOf('@cornerstonejs/codec-openjpeg')).toMatch(/Chris Hafey\s+MIT License\s+Permission is hereby granted/);
  expect(textOf('seedrandom')).toMatch(/^Copyright 2019 David Bau\.\s+Permission is hereby granted/);
});

test('a package of a licence whose text is not known stops the build', () => {
  const unknown = { name: 'tr46', version: '1', license: 'WTFPL', dependencies: [] };
  expect(() => licenceText(unknown)).toThrow('The text of the licence WTFPL is not known here');
});
