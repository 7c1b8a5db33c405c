import { expect, test } from 'vitest';
import { preprocessingCode } from './preprocessingCode.ts';

// That the lines run and give the same pixels as Axial is seen by `npm run export-check`.
test.each([
  ['stretch', 65],
  ['pad', 75],
  ['harmonise', 135],
] as const)('%s: the functions that it needs, without comments', (fit, most) => {
  const code = preprocessingCode({ version: 2, size: 64, depth: 1, fit });
  expect(code).toContain('SIZE, DEPTH = 64, 1');
  expect(code).not.toMatch(/"""|^ *#/m);
  expect(code.split('\n').length).toBeLessThan(most);
  const defined = new Set(Array.from(code.matchAll(/^def (\w+)/gm), ([, name]) => name));
  const called = Array.from(
    code.matchAll(/(?<![.\w])([a-z]\w*_\w+|window|between|blur|harmonise|centred)\(/g),
    ([, name]) => name,
  );
  expect(called.filter((name) => !defined.has(name))).toEqual([]);
  expect(defined.has('harmonise')).toBe(fit === 'harmonise');
});
