import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headersFor, parseHeaderRules } from './headerRules.ts';

const rules = parseHeaderRules(`# remark: with a colon
/*
  A: 1
  B: x; y: z

/
  C: 2

/assets/*
  D: 3
`);

test('a path gets the headers of every rule that names it', () => {
  expect(headersFor(rules, '/')).toEqual([
    ['A', '1'],
    ['B', 'x; y: z'],
    ['C', '2'],
  ]);
  expect(headersFor(rules, '/assets/a.js').map(([name]) => name)).toEqual(['A', 'B', 'D']);
  expect(headersFor(rules, '/assets.js').map(([name]) => name)).toEqual(['A', 'B']);
});

describe('public/_headers', () => {
  const real = parseHeaderRules(readFileSync(new URL('../../public/_headers', import.meta.url), 'utf8'));
  const header = (path: string, name: string) => headersFor(real, path).filter(([each]) => each === name);

  test.each(['/', '/index.html', '/assets/a.js', '/service-worker.js'])('isolates %s', (path) => {
    expect(header(path, 'Cross-Origin-Opener-Policy')).toEqual([['Cross-Origin-Opener-Policy', 'same-origin']]);
    expect(header(path, 'Cross-Origin-Embedder-Policy')).toEqual([['Cross-Origin-Embedder-Policy', 'require-corp']]);
  });

  test('gives the page and what runs in workers one policy each, never two', () => {
    for (const path of ['/', '/index.html', '/assets/a.js', '/service-worker.js'])
      expect(header(path, 'Content-Security-Policy')).toHaveLength(1);
    expect(header('/', 'Content-Security-Policy')).toEqual(header('/index.html', 'Content-Security-Policy'));
  });
});
